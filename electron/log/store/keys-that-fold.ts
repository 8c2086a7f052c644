/**
 * A SQL condition for keys that folding may change beyond the case of ASCII letters: keys with characters outside printable ASCII, and
 * addresses with a Punycode domain.
 */
export const foldsFurther = `(customer_key GLOB '*[^!-~]*' OR customer_key LIKE '%@%xn--%')`;
