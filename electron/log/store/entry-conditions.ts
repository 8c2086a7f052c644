/** SQL conditions on the table `entry` that several queries use. */
import { sendCommands } from '../../shared/domain/send-commands.ts';

const roots = Object.values(sendCommands).map(({ root }) => root);

/**
 * Entries that went to a site; takes the values from `siteValues`. A site below another one, such as `https://a.example/eu`, is a different
 * site, so the command's path has to follow the site's URL.
 */
export const wentToSite = `(${roots.map(() => 'substr(url, 1, length(?)) = ?').join(' OR ')})`;

/** `siteUrl`: origin and optional path prefix, without a trailing slash. */
export const siteValues = (siteUrl: string): string[] => roots.flatMap((root) => Array<string>(2).fill(`${siteUrl}${root}/`));

/**
 * Keys that folding may change beyond the case of ASCII letters: keys with characters outside printable ASCII, and
 * addresses with a Punycode domain.
 */
export const foldsFurther = `(customer_key GLOB '*[^!-~]*' OR customer_key LIKE '%@%xn--%')`;
