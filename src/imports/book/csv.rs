//! CSV as offices save it: any of three delimiters, any of four encodings.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{BookFault, Cell, Limits, Row, Sheet};

/// The most characters a spreadsheet program keeps in a cell; more means a lost quotation mark.
const LONGEST_CELL: usize = 32_767;

/// Reads the whole file as one sheet.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Sheet, BookFault> {
    if is_something_else(bytes) {
        return Err(BookFault::NotABook);
    }
    let text = decode(bytes);
    if text.contains('\0') {
        return Err(BookFault::NotABook);
    }
    let (delimiter, text, skipped) = delimiter(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut last = None;
    let mut record = csv::StringRecord::new();
    let mut newlines = Newlines { text: text.as_bytes(), from: 0, extra: 0, line: 1 + skipped };
    loop {
        let more = reader.read_record(&mut record).map_err(|_| BookFault::NotABook)?;
        if !more {
            break;
        }
        let number =
            newlines.row_at(record.position().map_or(0, |position| position.byte() as usize), &record);
        if record.iter().any(|field| field.len() > LONGEST_CELL) {
            return Err(BookFault::OpenQuote { row: number });
        }
        if record.len() > limits.columns {
            return Err(BookFault::TooManyColumns { sheet: "CSV".to_owned(), limit: limits.columns });
        }
        last = Some((number, record.iter().any(|field| field.contains('\n'))));
        let cells: Vec<_> = record.iter().map(Cell::from_text).collect();
        if cells.iter().all(Cell::is_empty) {
            continue;
        }
        if rows.len() >= limits.rows {
            return Err(BookFault::TooManyRows { limit: limits.rows });
        }
        rows.push(Row { number, cells });
    }
    match last {
        Some((row, true)) if text[newlines.from..].matches('"').count() % 2 == 1 => {
            Err(BookFault::OpenQuote { row })
        }
        _ => Ok(Sheet { name: "CSV".to_owned(), rows }),
    }
}

/// Files that are sometimes renamed: PDF, pictures, rich text, web pages.
fn is_something_else(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(512)];
    let marks: [&[u8]; 7] = [b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"{\\rtf", b"\x1F\x8B", b"Rar!"];
    let page = String::from_utf8_lossy(start).trim_start().to_lowercase();
    marks.iter().any(|mark| start.starts_with(mark))
        || page.starts_with("<html")
        || page.starts_with("<!doctype")
}

/// UTF-8 unless it cannot be; then what a byte order mark or a pattern of zeros says; then Windows-1252.
fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let zeros = |odd: usize| bytes.iter().take(400).skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = bytes.len().min(400) / 2;
    let encoding = match (zeros(0), zeros(1)) {
        (even, _) if half > 1 && even * 10 > half * 7 => UTF_16BE,
        (_, odd) if half > 1 && odd * 10 > half * 7 => UTF_16LE,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => return text.to_owned(),
            Err(_) => WINDOWS_1252,
        },
    };
    encoding.decode(bytes).0.into_owned()
}

/// The delimiter that divides some early line into most fields; Excel's own `sep=;` line is believed.
fn delimiter(text: &str) -> (u8, &str, u32) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(mark @ (b';' | b',' | b'\t')) = rest.bytes().next()
    {
        return (mark, rest.split_once('\n').map_or("", |(_, rows)| rows), 1);
    }
    let most = |mark: char| text.lines().take(20).map(|line| unquoted(line, mark)).max().unwrap_or(0);
    // The last of equals wins, so the Swedish delimiter stands last.
    let mark = [',', '\t', ';'].into_iter().max_by_key(|mark| most(*mark)).unwrap_or(';');
    (mark as u8, text, 0)
}

fn unquoted(line: &str, mark: char) -> usize {
    let mut quoted = false;
    line.chars()
        .filter(|c| {
            quoted ^= *c == '"';
            !quoted && *c == mark
        })
        .count()
}

/// Counts rows as a spreadsheet program does: a blank line is a row, a line break inside quotation marks is not.
struct Newlines<'a> {
    text: &'a [u8],
    from: usize,
    extra: u32,
    line: u32,
}

impl Newlines<'_> {
    fn row_at(&mut self, byte: usize, record: &csv::StringRecord) -> u32 {
        let start = byte + self.text[byte..].iter().take_while(|c| matches!(c, b'\n' | b'\r')).count();
        self.line += self.text[self.from..start].iter().filter(|c| **c == b'\n').count() as u32;
        self.from = start;
        let row = self.line - self.extra;
        self.extra += record.iter().map(|field| field.matches('\n').count() as u32).sum::<u32>();
        row
    }
}
