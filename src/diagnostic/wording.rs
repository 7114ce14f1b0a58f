//! A sentence in both languages of the program.

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

/// One sentence in Chinese and in English. No final period, no line break; made to stand alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wording {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Wording {
    /// Both sentences.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The sentence in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}
