//! Lists of numbers behind each other: what each cell adds up.

/// For every cell a sorted list of what it adds up, in one piece of memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Default for Sums {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl Sums {
    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How long all of them are together.
    pub fn total(&self) -> usize {
        self.items.len()
    }

    /// One list.
    pub fn get(&self, list: usize) -> &[u32] {
        &self.items[self.starts[list] as usize..self.starts[list + 1] as usize]
    }

    /// Adds a list.
    pub fn push(&mut self, list: &[u32]) {
        self.items.extend_from_slice(list);
        self.starts.push(self.items.len() as u32);
    }

    /// Adds a list for every size above zero; `fill` gives every pair of (place in `sizes`, item), items rising.
    pub fn append(&mut self, sizes: &[u32], fill: impl FnOnce(&mut dyn FnMut(u32, u32))) {
        let mut next = Vec::with_capacity(sizes.len());
        let mut end = self.items.len() as u32;
        for &size in sizes {
            next.push(end);
            end += size;
            if size > 0 {
                self.starts.push(end);
            }
        }
        self.items.resize(end as usize, 0);
        let items = &mut self.items;
        fill(&mut |list, item| {
            let place = &mut next[list as usize];
            items[*place as usize] = item;
            *place += 1;
        });
    }

    /// For every item the lists it is in.
    pub fn turned(&self, items: usize) -> Sums {
        let mut sizes = vec![0u32; items];
        self.items.iter().for_each(|&item| sizes[item as usize] += 1);
        let mut turned = Sums { starts: vec![0], items: vec![0; self.items.len()] };
        let mut next = Vec::with_capacity(items);
        let mut end = 0;
        for size in sizes {
            next.push(end);
            end += size;
            turned.starts.push(end);
        }
        for list in 0..self.len() {
            for &item in self.get(list) {
                let place = &mut next[item as usize];
                turned.items[*place as usize] = list as u32;
                *place += 1;
            }
        }
        turned
    }
}
