/** The system's proxy settings, fixed or from a PAC file, as Chromium reads them. */
import { session } from 'electron';
import type { ProxyFor } from './connection.ts';

/** Uses the default session: the page's session has a proxy that leads nowhere. */
export const systemProxyFor: ProxyFor = (url) => session.defaultSession.resolveProxy(url);
