//! The instructions nodes execute, under the names that a program's price quote counts them by.

/// Something made ahead of time that an instruction uses up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    Compare,
    DivisionIntegerSecret,
    EqualsIntegerSecret,
    Modulo,
    PublicOutputEquality,
    TruncPr,
    Trunc,
    RandomInteger,
    RandomBoolean,
    EcdsaAuxInfo,
}

impl Need {
    /// The name on the wire of the preprocessing element that it is, if it is one that is used up.
    pub fn element(self) -> Option<&'static str> {
        Some(match self {
            Need::Compare => "COMPARE",
            Need::DivisionIntegerSecret => "DIVISION_SECRET_DIVISOR",
            Need::EqualsIntegerSecret => "EQUALITY_SECRET_OUTPUT",
            Need::Modulo => "MODULO",
            Need::PublicOutputEquality => "EQUALITY_PUBLIC_OUTPUT",
            Need::TruncPr => "TRUNC_PR",
            Need::Trunc => "TRUNC",
            Need::RandomInteger => "RANDOM_INTEGER",
            Need::RandomBoolean => "RANDOM_BOOLEAN",
            Need::EcdsaAuxInfo => return None,
        })
    }

    /// The name on the wire of the auxiliary material that it is, if it is one that is used again and again.
    pub fn material(self) -> Option<&'static str> {
        (self == Need::EcdsaAuxInfo).then_some("CGGMP21_AUXILIARY_INFO")
    }
}

macro_rules! instructions {
    ($($name:ident $(needs $need:ident)?,)*) => {
        /// What an instruction does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum InstructionKind {
            $($name,)*
        }

        impl InstructionKind {
            /// The name it is counted by.
            pub fn name(self) -> &'static str {
                match self {
                    $(InstructionKind::$name => stringify!($name),)*
                }
            }

            /// What one of it uses up, if anything.
            pub fn need(self) -> Option<Need> {
                #[allow(unused_mut, unused_assignments)]
                match self {
                    $(InstructionKind::$name => {
                        let mut need = None;
                        $(need = Some(Need::$need);)?
                        need
                    })*
                }
            }
        }
    };
}

instructions! {
    Addition,
    Subtraction,
    MultiplicationPublic,
    MultiplicationShares,
    MultiplicationSharePublic,
    TruncPr needs TruncPr,
    Not,
    IfElse,
    IfElsePublicCond,
    IfElsePublicBranches,
    RandomInteger needs RandomInteger,
    RandomBoolean needs RandomBoolean,
    DivisionIntegerPublic,
    DivisionIntegerSecretDividendPublicDivisor needs Modulo,
    DivisionIntegerSecretDivisor needs DivisionIntegerSecret,
    EqualsSecret needs EqualsIntegerSecret,
    EqualsPublic,
    LeftShiftPublic,
    LeftShiftShares,
    LessThanPublic,
    LessThanShares needs Compare,
    ModuloIntegerPublic,
    ModuloIntegerSecretDividendPublicDivisor needs Modulo,
    ModuloIntegerSecretDivisor needs DivisionIntegerSecret,
    PowerPublicBasePublicExponent,
    RightShiftPublic,
    RightShiftShares needs Trunc,
    PublicOutputEquality needs PublicOutputEquality,
    Reveal,
    NewArray,
    NewTuple,
    InnerProductShares,
    InnerProductSharePublic,
    InnerProductPublic,
    EcdsaSign needs EcdsaAuxInfo,
    EddsaSign,
    PublicKeyDerive,
}
