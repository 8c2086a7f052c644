/**
 * Which entries went to a site. A site below another one, such as `https://a.example/eu`, is a different site, so the command's path has to
 * follow the site's URL.
 */
import { sendCommands } from '../../shared/domain/send-commands.ts';

const roots = Object.values(sendCommands).map(({ root }) => root);

/** A SQL condition on `entry` that takes the values from `siteValues`. */
export const wentToSite = `(${roots.map(() => 'substr(url, 1, length(?)) = ?').join(' OR ')})`;

/** `siteUrl`: origin and optional path prefix, without a trailing slash. */
export const siteValues = (siteUrl: string): string[] => roots.flatMap((root) => Array<string>(2).fill(`${siteUrl}${root}/`));
