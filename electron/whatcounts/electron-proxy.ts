/** The system's proxy settings, fixed or by PAC file, as Chromium reads them. */
import { session } from 'electron';
import type { ProxyFor } from './connection.ts';

export const systemProxyFor: ProxyFor = (url) => session.defaultSession.resolveProxy(url);
