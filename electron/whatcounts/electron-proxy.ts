/** The system's proxy settings, fixed or by PAC file, as Chromium reads them. */
import { session } from 'electron';
import type { ProxyFor } from './connection.ts';

/** A session of its own, in memory: that of the page has a proxy which leads nowhere. Nothing else uses it. */
export const systemProxyFor: ProxyFor = (url) => session.fromPartition('system-proxy').resolveProxy(url);
