//! The kinds of item and their fields: stable ids, in the order in which they are shown.

/// A kind of access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The stable id.
    pub id: &'static str,
    /// What is asked for, in order.
    pub fields: &'static [Field],
}

/// One field of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The stable id.
    pub id: &'static str,
    /// Masked, and never logged.
    pub secret: bool,
    /// May have several lines.
    pub multiline: bool,
    /// Of no use when empty.
    pub required: bool,
    /// The usual values; empty where there are none.
    pub choices: &'static [&'static str],
    /// The default value.
    pub fallback: Option<&'static str>,
}

/// Every kind; others are shown as text.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "backoffice",
        fields: &[
            field("url").required(),
            field("email").required(),
            field("password").secret().required(),
            field("environment").choices(&["staging", "production"]),
            field("profile"),
        ],
    },
    Kind {
        id: "ftp",
        fields: &[
            field("protocol")
                .choices(&["sftp", "ftps", "ftp", "ssh"])
                .fallback("sftp"),
            field("host").required(),
            field("port"),
            field("username").required(),
            field("password").secret(),
            field("private_key").secret().multiline(),
            field("key_passphrase").secret(),
            field("path"),
        ],
    },
    Kind {
        id: "database",
        fields: &[
            field("engine").fallback("MySQL/MariaDB"),
            field("host").required(),
            field("port").fallback("3306"),
            field("name").required(),
            field("username").required(),
            field("password").secret().required(),
            field("prefix").fallback("ps_"),
            field("admin_url"),
        ],
    },
    Kind {
        id: "panel",
        fields: &[
            field("panel").choices(&["cPanel", "Plesk", "other"]),
            field("url").required(),
            field("username").required(),
            field("password").secret().required(),
        ],
    },
    Kind {
        id: "domain",
        fields: &[
            field("registrar").required(),
            field("url"),
            field("domain"),
            field("username").required(),
            field("password").secret().required(),
        ],
    },
    Kind {
        id: "other",
        fields: &[
            field("title"),
            field("secret").secret().multiline().required(),
        ],
    },
];

/// The port of `ftp` where none is given.
#[must_use]
pub fn default_port(protocol: &str) -> &'static str {
    match protocol {
        "ftp" | "ftps" => "21",
        _ => "22",
    }
}

impl Kind {
    /// The kind with this id, if this build knows it.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.id == id)
    }

    /// The field with this id, if the kind has it.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.id == id)
    }
}

const fn field(id: &'static str) -> Field {
    Field {
        id,
        secret: false,
        multiline: false,
        required: false,
        choices: &[],
        fallback: None,
    }
}

impl Field {
    const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    const fn multiline(mut self) -> Self {
        self.multiline = true;
        self
    }

    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn choices(mut self, choices: &'static [&'static str]) -> Self {
        self.choices = choices;
        self
    }

    const fn fallback(mut self, value: &'static str) -> Self {
        self.fallback = Some(value);
        self
    }
}
