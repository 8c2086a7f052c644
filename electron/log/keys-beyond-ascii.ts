/** A pattern of GLOB for keys with more than letters, digits and signs of ASCII: all others fold to their small letters. */
export const beyondAscii = '*[^!-~]*';
