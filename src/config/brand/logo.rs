//! The operator's logo: an SVG file that is a picture and nothing else.
//!
//! Pages show it in an `img`, where browsers run no scripts and load nothing, and it is served with a
//! policy that forbids both. Here the start makes sure once more that the file asks for neither.

use std::{fs::File, io::Read, path::Path};

use roxmltree::{Document, Node, NodeType};

use crate::protocol::wire;

/// The largest file, in bytes.
const MOST: usize = 32 << 10;

/// How large the pages show it at most, in CSS pixels.
const BOX: (f64, f64) = (132.0, 30.0);

/// How many times as wide as high a logo may be, and as high as wide.
const WIDEST: f64 = 6.0;
const HIGHEST: f64 = 2.0;

const SVG: &str = "http://www.w3.org/2000/svg";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What a still picture is made of (SVG 2): nothing that runs, moves, links, or brings another
/// language in.
const ELEMENTS: [&str; 47] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "clipPath",
    "mask",
    "marker",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feTurbulence",
];

/// A logo that may be served.
pub struct Logo {
    text: String,
    size: wire::Logo,
}

/// Why a file is none.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// It is no XML, or declares entities.
    #[error("it is no SVG file: {0}")]
    NotXml(String),
    /// The root is another element.
    #[error("it is no SVG file: it begins with <{0}>")]
    NotSvg(String),
    /// An element that no still picture needs.
    #[error("<{0}> in line {1} is more than a picture; save it as plain SVG, without it")]
    Element(String, u32),
    /// An attribute that runs something or changes where references lead.
    #[error("{0}=\"…\" in line {1} is more than a picture; save it without")]
    Attribute(String, u32),
    /// A reference to something outside of the file.
    #[error(
        "line {0} refers to something outside of the file; put it into the file, or leave it out"
    )]
    Reference(u32),
    /// An instruction to other programs.
    #[error("<?{0}?> in line {1} is more than a picture; save it as plain SVG, without it")]
    Instruction(String, u32),
    /// Without a size.
    #[error("its <svg> has no viewBox=\"0 0 width height\", so its form is not known")]
    Size,
    /// Too wide or too high.
    #[error(
        "it must be at most {WIDEST} times as wide as high, and {HIGHEST} times as high as wide"
    )]
    Form,
}

impl Logo {
    /// From the file at `path`; an error says what would be right.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let mut text = String::new();
        let most = u64::try_from(MOST).expect("it is small");
        File::open(path)
            .and_then(|file| file.take(most + 1).read_to_string(&mut text))
            .map_err(|error| format!("it cannot be read: {error}"))?;
        if text.len() > MOST {
            return Err(format!("it must be at most {} KiB", MOST >> 10));
        }
        Self::parse(&text).map_err(|flaw| flaw.to_string())
    }

    /// From the text of a file.
    ///
    /// # Errors
    /// Where it is no SVG, or more than a picture.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        // Without a document type there are no entities, so nothing grows while it is read.
        let document = Document::parse(text).map_err(|error| Flaw::NotXml(error.to_string()))?;
        let root = document.root_element();
        if root.tag_name().namespace() != Some(SVG) || root.tag_name().name() != "svg" {
            return Err(Flaw::NotSvg(root.tag_name().name().to_owned()));
        }
        document.descendants().try_for_each(is_picture)?;
        let styles = root.descendants().filter(|node| node.has_tag_name("style"));
        let adapts = |style: Node<'_, '_>| css(style).contains("prefers-color-scheme");
        Ok(Self {
            text: text.to_owned(),
            size: shown(root, styles.into_iter().any(adapts))?,
        })
    }

    /// What is served.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the pages show it.
    #[must_use]
    pub fn size(&self) -> wire::Logo {
        self.size.clone()
    }
}

fn is_picture(node: Node<'_, '_>) -> Result<(), Flaw> {
    let line = || node.document().text_pos_at(node.range().start).row;
    match node.node_type() {
        NodeType::Element => {
            let tag = node.tag_name();
            if tag.namespace() != Some(SVG) || !ELEMENTS.contains(&tag.name()) {
                return Err(Flaw::Element(tag.name().to_owned(), line()));
            }
            if tag.name() == "style" && leads_out(&css(node)) {
                return Err(Flaw::Reference(line()));
            }
            attributes(node, line())
        }
        NodeType::PI => {
            let target = node.pi().map_or("", |instruction| instruction.target);
            Err(Flaw::Instruction(target.to_owned(), line()))
        }
        NodeType::Root | NodeType::Comment | NodeType::Text => Ok(()),
    }
}

fn attributes(node: Node<'_, '_>, line: u32) -> Result<(), Flaw> {
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let runs =
            name.len() > 2 && name.is_char_boundary(2) && name[..2].eq_ignore_ascii_case("on");
        if runs || (attribute.namespace() == Some(XML) && name == "base") {
            return Err(Flaw::Attribute(name.to_owned(), line));
        }
        let is_reference = matches!(name, "href" | "src");
        if (is_reference && !value.trim_start().starts_with('#')) || leads_out(value) {
            return Err(Flaw::Reference(line));
        }
    }
    Ok(())
}

/// All the text of a style sheet as a browser reads it: a comment in the middle of a word does not end it.
fn css(style: Node<'_, '_>) -> String {
    let texts = style.children().filter(Node::is_text);
    texts.filter_map(|node| node.text()).collect()
}

/// Whether CSS refers to more than parts of its own document. An escape could hide that it does.
fn leads_out(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    let is_inside = |rest: &str| {
        rest.trim_start_matches([' ', '\t', '\n', '\r', '"', '\''])
            .starts_with('#')
    };
    let mut addresses = css.split("url(").skip(1);
    addresses.any(|rest| !is_inside(rest))
        || ["@import", "image(", "image-set(", "src(", "\\"]
            .iter()
            .any(|way| css.contains(way))
}

fn shown(root: Node<'_, '_>, adapts: bool) -> Result<wire::Logo, Flaw> {
    let (width, height) = size(root).ok_or(Flaw::Size)?;
    let ratio = width / height;
    if !(1.0 / HIGHEST..=WIDEST).contains(&ratio) {
        return Err(Flaw::Form);
    }
    let height = BOX.1.min(BOX.0 / ratio);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it fits into the box"
    )]
    let pixels = |length: f64| length.round() as u32;
    Ok(wire::Logo {
        width: pixels(height * ratio),
        height: pixels(height),
        adapts,
    })
}

/// Of the `viewBox`, else of `width` and `height` in pixels.
fn size(root: Node<'_, '_>) -> Option<(f64, f64)> {
    let number = |text: &str| text.trim_end_matches("px").parse::<f64>().ok();
    let (width, height) = if let Some(view) = root.attribute("viewBox") {
        let parts = view.split([' ', ',', '\t', '\n', '\r']);
        let numbers = parts.filter(|part| !part.is_empty()).map(number);
        let [_, _, width, height] = numbers.collect::<Option<Vec<_>>>()?[..] else {
            return None;
        };
        (width, height)
    } else {
        let length = |name: &str| root.attribute(name).and_then(number);
        (length("width")?, length("height")?)
    };
    let is_length = |length: f64| length.is_finite() && length > 0.0;
    (is_length(width) && is_length(height)).then_some((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inside: &str) -> Result<wire::Logo, Flaw> {
        let file = format!("<svg xmlns=\"{SVG}\" viewBox=\"0 0 20 10\">\n{inside}\n</svg>");
        Logo::parse(&file).map(|logo| logo.size())
    }

    #[test]
    fn a_picture_is_taken() {
        for inside in [
            "",
            "<!-- a comment --><title>Acme</title><path d=\"M0 0h9\" fill=\"#123\"/>",
            "<defs><linearGradient id=\"a\"/></defs><rect fill=\"url(#a)\" style=\"fill:url( '#a' )\"/>",
            "<use href=\"#a\" xlink:href=\"#a\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"/>",
            "<style>.a{fill:url(#a)}</style><g class=\"a\" opacity=\".5\"/>",
        ] {
            assert!(drawn(inside).is_ok(), "{inside}");
        }
    }

    #[test]
    fn what_is_more_than_a_picture_is_refused_by_its_name_and_line() {
        for (inside, name) in [
            ("<script>alert(1)</script>", "script"),
            ("<foreignObject/>", "foreignObject"),
            ("<image href=\"#a\"/>", "image"),
            ("<a href=\"#a\"/>", "a"),
            ("<animate attributeName=\"x\"/>", "animate"),
            ("<set attributeName=\"href\" to=\"x\"/>", "set"),
            ("<feImage href=\"#a\"/>", "feImage"),
            ("<p xmlns=\"http://www.w3.org/1999/xhtml\"/>", "p"),
            ("<path xmlns=\"\"/>", "path"),
        ] {
            assert_eq!(drawn(inside), Err(Flaw::Element(name.to_owned(), 2)));
        }
        for (inside, name) in [
            ("<g onload=\"alert(1)\"/>", "onload"),
            ("<g ONCLICK=\"alert(1)\"/>", "ONCLICK"),
            ("<g xml:base=\"https://example.com/\"/>", "base"),
        ] {
            assert_eq!(drawn(inside), Err(Flaw::Attribute(name.to_owned(), 2)));
        }
        let instruction = Flaw::Instruction("xml-stylesheet".to_owned(), 2);
        let inside = "<?xml-stylesheet href=\"a.css\"?>";
        assert_eq!(drawn(inside), Err(instruction));
    }

    #[test]
    fn nothing_outside_of_the_file_is_referred_to() {
        for inside in [
            "<use href=\"https://example.com/a.svg#a\"/>",
            "<use href=\" /a.svg#a\"/>",
            "<use href=\"\"/>",
            "<use href=\"data:image/svg+xml,x\"/>",
            "<use xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"a.svg#a\"/>",
            "<rect fill=\"url(https://example.com/a)\"/>",
            "<rect fill=\"url(#a) URL(//example.com)\"/>",
            "<rect fill=\"&#117;rl('//example.com')\"/>",
            "<rect style=\"fill:u\\72l(//example.com)\"/>",
            "<rect style=\"mask:image-set('a.png' 1x)\"/>",
            "<style>@import 'https://example.com/a.css';</style>",
            "<style>g{fill:url(/a)}</style>",
            "<style>g{fill:u<![CDATA[rl(/a)]]>}</style>",
            "<style>g{fill:u<!-- -->rl(/a)}</style>",
            "<style>@\\69mport '/a.css';</style>",
        ] {
            assert_eq!(drawn(inside), Err(Flaw::Reference(2)), "{inside}");
        }
    }

    #[test]
    fn only_svg_and_no_entities() {
        for text in [
            "",
            "<svg",
            "GIF89a",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>",
        ] {
            assert!(matches!(Logo::parse(text), Err(Flaw::NotXml(_))), "{text}");
        }
        for text in ["<html/>", "<svg viewBox=\"0 0 1 1\"/>"] {
            assert!(matches!(Logo::parse(text), Err(Flaw::NotSvg(_))), "{text}");
        }
    }

    #[test]
    fn its_form_is_known_and_fits_beside_the_languages() {
        let shown = |attributes: &str| {
            let logo = Logo::parse(&format!("<svg xmlns=\"{SVG}\" {attributes}/>"))?;
            let wire::Logo { width, height, .. } = logo.size();
            Ok((width, height))
        };
        for (attributes, size) in [
            ("viewBox=\"0 0 24 24\"", (30, 30)),
            ("viewBox=\"-5,-5, 200,100\"", (60, 30)),
            ("width=\"600px\" height=\"100\"", (132, 22)),
            ("viewBox=\"0 0 1 2\" width=\"100%\"", (15, 30)),
        ] {
            assert_eq!(shown(attributes), Ok(size), "{attributes}");
        }
        for attributes in [
            "",
            "viewBox=\"0 0 24\"",
            "viewBox=\"0 0 0 24\"",
            "viewBox=\"0 0 -1 24\"",
            "viewBox=\"0 0 NaN 1\"",
            "viewBox=\"0 0 inf 1\"",
            "width=\"100%\" height=\"100%\"",
        ] {
            assert_eq!(shown(attributes), Err(Flaw::Size), "{attributes}");
        }
        for attributes in ["viewBox=\"0 0 61 10\"", "viewBox=\"0 0 10 21\""] {
            assert_eq!(shown(attributes), Err(Flaw::Form), "{attributes}");
        }
    }

    #[test]
    fn it_says_whether_it_knows_dark_pages() {
        let style = "<style>@media (prefers-color-scheme: dark){path{fill:#fff}}</style>";
        assert_eq!(drawn(style).map(|logo| logo.adapts), Ok(true));
        assert_eq!(drawn("<path/>").map(|logo| logo.adapts), Ok(false));
    }
}
