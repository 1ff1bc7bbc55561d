//! Names of the model that packs write as strings.

use serde::Deserialize;

/// A name of the model that packs write as a string.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident: $inner:ty, $find:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(pub $inner);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let find: fn(&str) -> Option<$inner> = $find;
                find(&text).map(Self).ok_or_else(|| {
                    serde::de::Error::custom(format!(concat!("unknown ", stringify!($name), " `{}`"), text))
                })
            }
        }
    )*};
}

names! {
    /// A role by its name.
    RoleName: crate::model::Role, crate::model::Role::from_name;
    /// A kind of evidence by its name.
    EvidenceName: crate::model::EvidenceKind, |text| crate::model::EvidenceKind::ALL.into_iter().find(|kind| kind.name() == text);
    /// A kind of stock phrase by its name.
    SloganName: crate::model::SloganKind, crate::model::SloganKind::from_name;
    /// A kind of claim by its name.
    ClaimKindName: crate::model::ClaimKind, |text| crate::model::ClaimKind::ALL.into_iter().find(|kind| kind.name() == text);
}
