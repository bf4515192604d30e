//! What a data set says of itself: its name, its classes' names, whose it is.

use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};

/// Most characters of a name, which links carry.
const LONGEST_NAME: usize = 32;
/// Most characters of anything else that is said.
const LONGEST: usize = 200;
/// Most classes: their number is a byte.
pub const MOST_CLASSES: usize = 255;

/// What a data set says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What links call it: small letters, digits, hyphens.
    pub name: String,
    /// What readers see.
    pub title: Title,
    /// The names of its classes, label by label; none where its images have no labels.
    pub labels: Vec<String>,
    /// The licence it may be used under.
    pub licence: String,
    /// Who made it.
    pub credit: String,
    /// Where it comes from: an address, or nothing.
    pub link: String,
}

/// A title: one for all readers, or one in each of the page's languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Title {
    /// The same in both languages.
    Plain(String),
    /// One in each.
    Said {
        /// In English.
        en: String,
        /// In Simplified Chinese.
        zh: String,
    },
}

impl Title {
    /// What readers of English see.
    pub fn english(&self) -> &str {
        match self {
            Self::Plain(title) | Self::Said { en: title, .. } => title,
        }
    }
}

impl About {
    /// How many classes the labels tell apart; one where there are no labels.
    pub fn classes(&self) -> usize {
        self.labels.len().max(1)
    }

    /// Checks what a page will show and follow.
    ///
    /// # Errors
    /// When a text is missing that must be there, is too long, or is no address.
    pub fn check(&self) -> Result<()> {
        let allowed = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '-');
        ensure!(
            (1..=LONGEST_NAME).contains(&self.name.len()) && self.name.chars().all(allowed),
            "the name is `{}`; it must be 1 to {LONGEST_NAME} small letters a to z, digits and hyphens",
            self.name
        );
        let titles = match &self.title {
            Title::Plain(title) => [title, title],
            Title::Said { en, zh } => [en, zh],
        };
        for title in titles {
            ensure!(!title.trim().is_empty(), "the title is empty");
        }
        ensure!(
            self.labels.len() <= MOST_CLASSES,
            "there are {} names of classes; {MOST_CLASSES} are the most",
            self.labels.len()
        );
        let said = [
            titles[0],
            titles[1],
            &self.licence,
            &self.credit,
            &self.link,
        ];
        for text in said.into_iter().chain(&self.labels) {
            let plain = text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
            ensure!(
                plain,
                "`{}` is no line of {LONGEST} characters at most",
                text.escape_debug()
            );
        }
        // The page makes a link of it: nothing that a browser would run.
        let is_address = ["https://", "http://"]
            .iter()
            .any(|start| self.link.starts_with(start));
        ensure!(
            self.link.is_empty() || is_address,
            "the link is `{}`; it must begin with https:// or http://",
            self.link
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn about() -> About {
        About {
            name: "shapes".to_owned(),
            title: Title::Plain("Shapes".to_owned()),
            labels: Vec::new(),
            licence: String::new(),
            credit: String::new(),
            link: String::new(),
        }
    }

    #[test]
    fn a_title_is_one_or_one_in_each_language() {
        let plain: Title = serde_json::from_str(r#""Shapes""#).unwrap();
        assert_eq!(plain, about().title);
        let said: Title = serde_json::from_str(r#"{"en":"Shapes","zh":"形状"}"#).unwrap();
        let json = serde_json::to_string(&said).unwrap();
        assert_eq!(json, r#"{"en":"Shapes","zh":"形状"}"#);
    }

    #[test]
    fn what_a_page_could_not_show_is_refused() {
        about().check().unwrap();
        let refused = |change: fn(&mut About)| {
            let mut about = about();
            change(&mut about);
            about.check().unwrap_err().to_string()
        };
        assert!(refused(|about| about.name = "My Shapes".to_owned()).contains("`My Shapes`"));
        assert!(refused(|about| about.name.clear()).contains("the name is ``"));
        assert!(refused(|about| about.title = Title::Plain(" ".to_owned())).contains("title"));
        assert!(refused(|about| about.credit = "x".repeat(201)).contains("200 characters"));
        assert!(refused(|about| about.labels = vec!["a\nb".to_owned()]).contains(r"`a\nb`"));
        assert!(refused(|about| about.labels = vec![String::new(); 257]).contains("257 names"));
        let link = refused(|about| about.link = "javascript:alert(1)".to_owned());
        assert!(link.contains("javascript:alert(1)"), "{link}");
    }

    #[test]
    fn without_labels_there_is_one_class() {
        assert_eq!(about().classes(), 1);
        let labels = ["a", "b"].map(String::from).to_vec();
        assert_eq!(About { labels, ..about() }.classes(), 2);
    }
}
