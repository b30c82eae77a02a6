//! Getting in: invitations, ways back, second factors, sessions, and what keeps others out.
mod invitations;

use crate::harness::TestApp;

/// What has been written to that address, oldest first, as a mail program shows it.
pub fn letters(app: &TestApp, to: &str) -> Vec<String> {
    let folder = app.data().join("mail");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort_by_key(|path| path.metadata().unwrap().modified().unwrap());
    files
        .into_iter()
        .map(|path| std::fs::read_to_string(path).unwrap().replace("=\r\n", "").replace("=3D", "="))
        .filter(|letter| letter.contains(&format!("<{to}>")))
        .collect()
}

/// The path of the link in a letter.
pub fn link(letter: &str) -> String {
    let (_, rest) = letter.split_once("http://127.0.0.1:3000/links/").expect("the letter has a link");
    let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    format!("/links/{token}")
}

/// The last letter to that address, waited for: some are written after the answer.
pub async fn letter(app: &TestApp, to: &str, number: usize) -> String {
    for _ in 0..400 {
        if let Some(letter) = letters(app, to).into_iter().nth(number - 1) {
            return letter;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("letter {number} to {to} never came");
}
