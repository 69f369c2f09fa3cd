//! Writes JSON, as much of it as is needed to tell a caller about a program.

use std::fmt::Write;

/// JSON under construction. Commas come by themselves.
#[derive(Default)]
pub struct Json {
    text: String,
    needs_comma: bool,
}

impl Json {
    /// The text written.
    pub fn into_text(self) -> String {
        self.text
    }

    fn separate(&mut self) {
        if self.needs_comma {
            self.text.push(',');
        }
        self.needs_comma = true;
    }

    fn quoted(&mut self, text: &str) {
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => {
                    self.text.push('\\');
                    self.text.push(character);
                }
                '\0'..='\x1f' => {
                    // A String takes whatever is written to it.
                    let _ = write!(self.text, "\\u{:04x}", character as u32);
                }
                _ => self.text.push(character),
            }
        }
        self.text.push('"');
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.separate();
        self.quoted(text);
    }

    /// A number.
    pub fn number(&mut self, number: u64) {
        self.separate();
        let _ = write!(self.text, "{number}");
    }

    /// A field's name; its value is to follow.
    pub fn key(&mut self, key: &str) {
        self.separate();
        self.quoted(key);
        self.text.push(':');
        self.needs_comma = false;
    }

    /// An object with the fields that `write` gives it.
    pub fn object(&mut self, write: impl FnOnce(&mut Json)) {
        self.group(['{', '}'], write);
    }

    /// An array with the elements that `write` gives it.
    pub fn array(&mut self, write: impl FnOnce(&mut Json)) {
        self.group(['[', ']'], write);
    }

    fn group(&mut self, [open, close]: [char; 2], write: impl FnOnce(&mut Json)) {
        self.separate();
        self.text.push(open);
        self.needs_comma = false;
        write(self);
        self.text.push(close);
        self.needs_comma = true;
    }
}
