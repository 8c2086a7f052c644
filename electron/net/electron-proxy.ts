/** The system's proxy settings, fixed or by PAC file, as Chromium reads them. */
import { session } from 'electron';
import type { ProxyFor } from './connection.ts';

/** The default session's. That of the page has a proxy which leads nowhere. */
export const systemProxyFor: ProxyFor = (url) => session.defaultSession.resolveProxy(url);
