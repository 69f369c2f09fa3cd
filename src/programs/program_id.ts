/**
 * The id of a program: that of a stored one, `<user id>/<name>/sha256/<hex>`, or one that the
 * network has of its own, such as `builtin/tecdsa_sign`.
 */
export type ProgramId = string;
