//! Bytes to text: byte order mark, strict UTF-8, strict GB18030. Never a replacement character.

use super::ReadError;

/// Text whose first so many characters beyond ASCII are sound UTF-8 is a damaged UTF-8 file, not one
/// in GB18030: two-byte text does not pass for UTF-8 that long.
const UTF8_BEYOND_DOUBT: usize = 8;

/// A file may hold one control character in so many bytes and still be text.
const BYTES_PER_CONTROL: usize = 256;

/// So many bytes at the beginning show whether a file is text.
const TELLING_BYTES: usize = 1 << 16;

/// The text of a file and the name of its encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, &'static str), ReadError> {
    if let Some(kind) = known_binary(bytes) {
        return Err(ReadError::Binary { kind });
    }
    let (text, encoding) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            let body = bytes.get(mark..).unwrap_or(&[]);
            let text = encoding
                .decode_without_bom_handling_and_without_replacement(body)
                .ok_or(ReadError::Undecodable { at: mark })?;
            (text.into_owned(), encoding.name())
        }
        None if memchr::memchr(0, bytes).is_some() => return Err(ReadError::Binary { kind: None }),
        None => without_mark(bytes)?,
    };
    let opening = text.as_bytes();
    let opening = opening.get(..TELLING_BYTES).unwrap_or(opening);
    let controls = controls_in(opening);
    if controls.saturating_mul(BYTES_PER_CONTROL) > opening.len().max(BYTES_PER_CONTROL) {
        return Err(ReadError::Binary { kind: None });
    }
    Ok((with_line_feeds(text), encoding))
}

fn without_mark(bytes: &[u8]) -> Result<(String, &'static str), ReadError> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.to_owned(), "UTF-8")),
        Err(error) => error,
    };
    let at = error.valid_up_to();
    let sound = bytes.get(..at).unwrap_or(&[]);
    let beyond_ascii = sound.iter().filter(|&&byte| byte >= 0xC0).count();
    if beyond_ascii >= UTF8_BEYOND_DOUBT {
        return Err(ReadError::Undecodable { at });
    }
    encoding_rs::GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| (text.into_owned(), "GB18030"))
        .filter(|(text, _)| reads_as_chinese(text))
        .ok_or(ReadError::Undecodable { at })
}

/// Whether most characters beyond ASCII are ones that Chinese reports use. Other two-byte
/// encodings and damaged files decode as GB18030 too, into rare and private characters.
fn reads_as_chinese(text: &str) -> bool {
    let (mut usual, mut all) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all = all.saturating_add(1);
        let common = matches!(c, '\u{4E00}'..='\u{9FA5}' | '\u{3000}'..='\u{303F}'
            | '\u{FF00}'..='\u{FF5E}' | '\u{2010}'..='\u{2040}' | '\u{A0}'..='\u{FF}');
        usual = usual.saturating_add(usize::from(common));
    }
    all.saturating_mul(8) <= usual.saturating_mul(10)
}

/// Counts control characters that no text has.
fn controls_in(bytes: &[u8]) -> usize {
    let is_control = |byte: u8| byte < 9 || (byte > 13 && byte < 32 && byte != 0x1A);
    bytes.iter().filter(|byte| is_control(**byte)).count()
}

/// Files of one line break kind: a file that only knows carriage returns gets line feeds.
fn with_line_feeds(text: String) -> String {
    let bytes = text.as_bytes();
    if memchr::memchr(b'\r', bytes).is_some() && memchr::memchr(b'\n', bytes).is_none() {
        return text.replace('\r', "\n");
    }
    text
}

/// What a file is that begins like one of the usual containers.
fn known_binary(bytes: &[u8]) -> Option<Option<&'static str>> {
    const MARKS: &[(&[u8], &str)] = &[
        (b"%PDF", "PDF"),
        (b"PK\x03\x04", "docx/xlsx/zip"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "doc/xls"),
        (b"{\\rtf", "RTF"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"\x1F\x8B", "gzip"),
        (b"7z\xBC\xAF", "7z"),
        (b"Rar!", "RAR"),
    ];
    MARKS
        .iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map(|(_, kind)| Some(*kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    const TEXT: &str = "收入支出决算总表\n一、财政拨款收入\t1\t12.50\n";

    #[test]
    fn utf8_gb18030_and_utf16_give_the_same_text() {
        assert_eq!(decode(TEXT.as_bytes()).unwrap(), (TEXT.into(), "UTF-8"));
        let gb = encoded(encoding_rs::GB18030, TEXT);
        assert_eq!(decode(&gb).unwrap(), (TEXT.into(), "GB18030"));
        let marked = [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat();
        assert_eq!(decode(&marked).unwrap(), (TEXT.into(), "UTF-8"));
        let mut wide = vec![0xFF, 0xFE];
        wide.extend(TEXT.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&wide).unwrap(), (TEXT.into(), "UTF-16LE"));
    }

    #[test]
    fn damaged_text_is_refused_at_the_place_where_it_is_damaged() {
        let lone = [TEXT.as_bytes(), b"\xED\xA0\x80\n"].concat();
        assert_eq!(
            decode(&lone),
            Err(ReadError::Undecodable { at: TEXT.len() })
        );
        let cut = &TEXT.as_bytes()[..TEXT.find('\t').unwrap() - 1];
        assert!(matches!(decode(cut), Err(ReadError::Undecodable { .. })));
        let mut wide = vec![0xFF, 0xFE];
        wide.extend([0x00, 0xD8, 0x41, 0x00]);
        assert!(matches!(decode(&wide), Err(ReadError::Undecodable { .. })));
        let korean = encoded(encoding_rs::EUC_KR, "결산 총괄표 세입 세출");
        assert!(decode(&korean).is_err() || decode(&korean).unwrap().1 == "GB18030");
    }

    #[test]
    fn files_that_are_not_text_say_what_they_are() {
        assert_eq!(
            decode(b"%PDF-1.7\n..."),
            Err(ReadError::Binary { kind: Some("PDF") })
        );
        assert_eq!(decode(b"ab\0cd"), Err(ReadError::Binary { kind: None }));
        assert_eq!(
            decode(b"\x01\x02\x03\x04\x05\x06\x07"),
            Err(ReadError::Binary { kind: None })
        );
    }

    #[test]
    fn lines_that_end_in_carriage_returns_only_are_lines() {
        assert_eq!(decode(b"a\rb\r").unwrap().0, "a\nb\n");
    }
}
