//! What values in the clear are made of, as [`shared::clear_layout`] lays them out.

use crate::types::{Base, Scalar};
use shared::clear_layout::Leaf;

/// The type of a scalar in the layout.
pub fn leaf_of(scalar: Scalar) -> Leaf {
    match scalar {
        Scalar::SecretBoolean => Leaf::SecretBoolean,
        Scalar::SecretInteger => Leaf::SecretInteger,
        Scalar::SecretUnsignedInteger => Leaf::SecretUnsignedInteger,
        _ => public_leaf(scalar.base()),
    }
}

/// The type in the layout of what is made of `base` and is no share of a number.
pub fn public_leaf(base: Base) -> Leaf {
    match base {
        Base::Boolean => Leaf::PublicBoolean,
        Base::Integer => Leaf::PublicInteger,
        Base::UnsignedInteger => Leaf::PublicUnsignedInteger,
        Base::EcdsaPrivateKey => Leaf::EcdsaPrivateKey,
        Base::EcdsaSignature => Leaf::EcdsaSignature,
        Base::EcdsaDigestMessage => Leaf::EcdsaDigestMessage,
        Base::EcdsaPublicKey => Leaf::EcdsaPublicKey,
        Base::EddsaPrivateKey => Leaf::EddsaPrivateKey,
        Base::EddsaSignature => Leaf::EddsaSignature,
        Base::EddsaMessage => Leaf::EddsaMessage,
        Base::EddsaPublicKey => Leaf::EddsaPublicKey,
    }
}
