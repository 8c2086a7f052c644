/**
 * A condition of SQL for keys that may fold to more than their small letters: those with more than letters, digits and signs of ASCII, and
 * addresses whose domain stands for other letters.
 */
export const foldsFurther = `(customer_key GLOB '*[^!-~]*' OR customer_key LIKE '%@%xn--%')`;
