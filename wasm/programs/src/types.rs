//! The types of Nada values.

use std::fmt;
use std::rc::Rc;

/// What a value is made of, whoever may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    Integer,
    UnsignedInteger,
    Boolean,
    EcdsaPrivateKey,
    EcdsaDigestMessage,
    EcdsaSignature,
    EcdsaPublicKey,
    EddsaPrivateKey,
    EddsaPublicKey,
    EddsaMessage,
    EddsaSignature,
}

impl Base {
    /// Whether values of this kind are elements of the field, not bytes of their own.
    pub fn is_residue(self) -> bool {
        matches!(self, Base::Integer | Base::UnsignedInteger | Base::Boolean)
    }

    /// Whether arithmetic is defined on it.
    pub fn is_numeric(self) -> bool {
        matches!(self, Base::Integer | Base::UnsignedInteger)
    }
}

/// A type without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    Integer,
    UnsignedInteger,
    Boolean,
    SecretInteger,
    SecretUnsignedInteger,
    SecretBoolean,
    EcdsaPrivateKey,
    EcdsaDigestMessage,
    EcdsaSignature,
    EcdsaPublicKey,
    EddsaPrivateKey,
    EddsaPublicKey,
    EddsaMessage,
    EddsaSignature,
}

impl Scalar {
    /// What it is made of.
    pub fn base(self) -> Base {
        match self {
            Scalar::Integer | Scalar::SecretInteger => Base::Integer,
            Scalar::UnsignedInteger | Scalar::SecretUnsignedInteger => Base::UnsignedInteger,
            Scalar::Boolean | Scalar::SecretBoolean => Base::Boolean,
            Scalar::EcdsaPrivateKey => Base::EcdsaPrivateKey,
            Scalar::EcdsaDigestMessage => Base::EcdsaDigestMessage,
            Scalar::EcdsaSignature => Base::EcdsaSignature,
            Scalar::EcdsaPublicKey => Base::EcdsaPublicKey,
            Scalar::EddsaPrivateKey => Base::EddsaPrivateKey,
            Scalar::EddsaPublicKey => Base::EddsaPublicKey,
            Scalar::EddsaMessage => Base::EddsaMessage,
            Scalar::EddsaSignature => Base::EddsaSignature,
        }
    }

    /// Whether nodes hold it in the clear.
    ///
    /// Nodes count a public key among the secrets; it makes a difference only to which error a wrong program gets.
    pub fn is_public(self) -> bool {
        matches!(
            self,
            Scalar::Integer
                | Scalar::UnsignedInteger
                | Scalar::Boolean
                | Scalar::EcdsaDigestMessage
                | Scalar::EddsaMessage
                | Scalar::EddsaSignature
        )
    }

    /// The type of the same value once everybody may see it, where there is one.
    pub fn public(self) -> Option<Scalar> {
        match self {
            Scalar::SecretInteger => Some(Scalar::Integer),
            Scalar::SecretUnsignedInteger => Some(Scalar::UnsignedInteger),
            Scalar::SecretBoolean => Some(Scalar::Boolean),
            Scalar::EcdsaPrivateKey | Scalar::EcdsaSignature | Scalar::EddsaPrivateKey => None,
            other => Some(other),
        }
    }

    /// The type of the same value held in shares, where there is one.
    pub fn shared(self) -> Option<Scalar> {
        match self.base() {
            Base::Integer => Some(Scalar::SecretInteger),
            Base::UnsignedInteger => Some(Scalar::SecretUnsignedInteger),
            Base::Boolean => Some(Scalar::SecretBoolean),
            _ => None,
        }
    }
}

/// A type. Cheap to clone: parts are shared, for a lowered program repeats one type thousands of times.
#[derive(Clone, PartialEq, Eq)]
pub enum Type {
    /// A type without parts.
    Scalar(Scalar),
    /// A type with parts.
    Compound(Rc<Compound>),
}

/// A type with parts.
#[derive(PartialEq, Eq)]
pub enum Compound {
    /// `size` values of one type.
    Array { of: Type, size: u32 },
    /// Two values.
    Tuple(Type, Type),
    /// Any number of values. The compiler front end writes it and no node takes it: lowering takes it apart.
    Ntuple(Vec<Type>),
    /// Named values. Likewise.
    Object(Vec<(String, Type)>),
}

impl Type {
    /// An array type.
    pub fn array(of: Type, size: u32) -> Type {
        Type::Compound(Rc::new(Compound::Array { of, size }))
    }

    /// A tuple type.
    pub fn tuple(left: Type, right: Type) -> Type {
        Type::Compound(Rc::new(Compound::Tuple(left, right)))
    }

    /// The scalar, if it is one.
    pub fn scalar(&self) -> Option<Scalar> {
        match self {
            Type::Scalar(scalar) => Some(*scalar),
            Type::Compound(_) => None,
        }
    }

    /// What a scalar is made of; nothing for a type with parts.
    pub fn base(&self) -> Option<Base> {
        self.scalar().map(Scalar::base)
    }

    /// Element type and size, if it is an array.
    pub fn as_array(&self) -> Option<(&Type, u32)> {
        match self {
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } => Some((of, *size)),
                _ => None,
            },
            Type::Scalar(_) => None,
        }
    }

    /// Left and right, if it is a tuple.
    pub fn as_tuple(&self) -> Option<(&Type, &Type)> {
        match self {
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Tuple(left, right) => Some((left, right)),
                _ => None,
            },
            Type::Scalar(_) => None,
        }
    }

    /// Whether all of it is public.
    pub fn is_public(&self) -> bool {
        self.all(Scalar::is_public)
    }

    /// Whether every scalar in it passes a test.
    pub fn all(&self, test: impl Fn(Scalar) -> bool + Copy) -> bool {
        match self {
            Type::Scalar(scalar) => test(*scalar),
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, .. } => of.all(test),
                Compound::Tuple(left, right) => left.all(test) && right.all(test),
                Compound::Ntuple(fields) => fields.iter().all(|field| field.all(test)),
                Compound::Object(fields) => fields.iter().all(|(_, field)| field.all(test)),
            },
        }
    }

    /// Whether some of it is not public.
    pub fn is_secret(&self) -> bool {
        !self.is_public()
    }

    /// Whether nodes know all of its parts: neither n-tuples nor objects.
    pub fn is_known_to_nodes(&self) -> bool {
        match self {
            Type::Scalar(_) => true,
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, .. } => of.is_known_to_nodes(),
                Compound::Tuple(left, right) => left.is_known_to_nodes() && right.is_known_to_nodes(),
                Compound::Ntuple(_) | Compound::Object(_) => false,
            },
        }
    }

    /// Whether an array in it has no elements.
    pub fn has_empty_array(&self) -> bool {
        match self {
            Type::Scalar(_) => false,
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } => *size == 0 || of.has_empty_array(),
                Compound::Tuple(left, right) => left.has_empty_array() || right.has_empty_array(),
                Compound::Ntuple(fields) => fields.iter().any(Type::has_empty_array),
                Compound::Object(fields) => fields.iter().any(|(_, field)| field.has_empty_array()),
            },
        }
    }

    /// The same type with every scalar replaced, or nothing when one of them has no replacement.
    pub fn map_scalars(&self, replace: impl Fn(Scalar) -> Option<Scalar> + Copy) -> Option<Type> {
        Some(match self {
            Type::Scalar(scalar) => Type::Scalar(replace(*scalar)?),
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } => Type::array(of.map_scalars(replace)?, *size),
                Compound::Tuple(left, right) => Type::tuple(left.map_scalars(replace)?, right.map_scalars(replace)?),
                Compound::Ntuple(_) | Compound::Object(_) => return None,
            },
        })
    }

    /// The type of the same value held in shares throughout.
    pub fn shared(&self) -> Option<Type> {
        self.map_scalars(Scalar::shared)
    }

    /// The type of the same value made public throughout.
    pub fn public(&self) -> Option<Type> {
        self.map_scalars(Scalar::public)
    }

    /// How many scalars it holds, stopping at `u64::MAX`.
    pub fn scalar_count(&self) -> u64 {
        self.count(0)
    }

    /// How many values it holds, itself and others with parts among them, stopping at `u64::MAX`.
    pub fn value_count(&self) -> u64 {
        self.count(1)
    }

    /// Counts each scalar as one, and each type with parts as so many.
    fn count(&self, compound_weight: u64) -> u64 {
        let add = |sum: u64, part: &Type| sum.saturating_add(part.count(compound_weight));
        match self {
            Type::Scalar(_) => 1,
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } => {
                    of.count(compound_weight).saturating_mul(u64::from(*size)).saturating_add(compound_weight)
                }
                Compound::Tuple(left, right) => [left, right].into_iter().fold(compound_weight, add),
                Compound::Ntuple(fields) => fields.iter().fold(compound_weight, add),
                Compound::Object(fields) => fields.iter().map(|(_, field)| field).fold(compound_weight, add),
            },
        }
    }
}

impl From<Scalar> for Type {
    fn from(scalar: Scalar) -> Self {
        Type::Scalar(scalar)
    }
}

/// As nodes write a type in their messages to users: `Array [SecretInteger:4]`.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Scalar(scalar) => write!(f, "{scalar:?}"),
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } => write!(f, "Array [{of}:{size}]"),
                Compound::Tuple(left, right) => write!(f, "Tuple ({left}, {right})"),
                Compound::Ntuple(_) | Compound::Object(_) => write!(f, "{self:?}"),
            },
        }
    }
}

/// As nodes write a type where a program is wrong: `Array { inner_type: SecretInteger, size: 4 }`.
impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Scalar(scalar) => write!(f, "{scalar:?}"),
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } => {
                    write!(f, "Array {{ inner_type: {of:?}, size: {size} }}")
                }
                Compound::Tuple(left, right) => {
                    write!(f, "Tuple {{ left_type: {left:?}, right_type: {right:?} }}")
                }
                Compound::Ntuple(fields) => write!(f, "NTuple {{ types: {fields:?} }}"),
                Compound::Object(fields) => {
                    f.write_str("Object { types: HashableIndexMap(")?;
                    f.debug_map().entries(fields.iter().map(|(name, ty)| (name, ty))).finish()?;
                    f.write_str(") }")
                }
            },
        }
    }
}
