/** Which entries went to a site. A site below another one, `https://a.example/eu`, is not that one, so the command's path has to follow. Pure. */
import { sendCommands } from '../../shared/domain/send-commands.ts';

const roots = Object.values(sendCommands).map(({ root }) => root);

/** A condition on `entry`, for the values that `siteValues` gives. */
export const wentToSite = `(${roots.map(() => 'substr(url, 1, length(?)) = ?').join(' OR ')})`;

/** `siteUrl`: origin and optional path prefix, without a slash at the end. */
export const siteValues = (siteUrl: string): string[] => roots.flatMap((root) => Array<string>(2).fill(`${siteUrl}${root}/`));
