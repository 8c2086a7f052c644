/**
 * Why a site could not be connected to: what happened and what to do now. Each sentence stands alone; what it means for a message is said
 * before it ("Not sent."). None of these holds words of the network or of a library.
 */

/** What the person was doing, and will do again. */
export type NextStep = 'send' | 'test' | 'read';

/** `host`: of the account's site, with its port where that is unusual, or "the proxy …" where it is the proxy that failed. */
export interface AskedHost {
  host: string;
  next: NextStep;
}

export const again: Readonly<Record<NextStep, string>> = { send: 'send again', test: 'test again', read: 'try again' };

const unreached = ({ host, next }: AskedHost, reason: string, advice = ''): string => {
  const what = `${capital(host)} couldn't be reached (${reason}).`;
  if (next === 'read') return what;
  if (next === 'test') return `${what} Check the site URL and the network, then test again.`;
  return `${what} Nothing left this computer.${advice}`;
};

/** "3 March 2019", by this computer's clock and zone. */
const dateOf = (ms: number): string => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(ms);

const capital = (text: string): string => text.replace(/^the /, 'The ');
const checkSite = 'Check the site URL in Accounts';
const runsNetwork = 'ask whoever runs this network';
const installAuthority = "ask your administrator to install the authority's certificate on this computer, then restart Keypost";
const quoted = (name: string): string => (name === '' ? 'an authority without a name' : `“${name}”`);

export const connectionText = {
  'connection.nameNotFound': (where: AskedHost): string =>
    unreached(where, "its name wasn't found", ' Check the site URL and the network.'),
  'connection.noNameServer': (where: AskedHost): string => unreached(where, 'no name server responded', ' Check the network.'),
  'connection.refused': (where: AskedHost): string => unreached(where, 'connection refused'),
  'connection.timedOut': ({ seconds, ...where }: AskedHost & { seconds: number }): string =>
    unreached(where, `no connection within ${seconds} s`),
  'connection.unreachable': (where: AskedHost): string => unreached(where, 'no route to host', ' Check the network.'),
  'connection.blocked': (where: AskedHost): string => unreached(where, 'this computer forbids it', ' Check its firewall.'),
  'connection.closed': (where: AskedHost): string => unreached(where, 'the other side closed the connection'),
  'connection.notPublic': ({ host }: AskedHost): string => `${capital(host)} is at a private address, so Keypost doesn't ask it.`,
  'connection.localName': ({ host }: AskedHost): string => `${capital(host)} isn't a public name, so Keypost doesn't ask for it.`,
  'connection.badAddress': (_: AskedHost): string => "The account's site URL isn't a valid address. Correct it in Accounts.",
  'connection.stopped': (where: AskedHost): string => unreached(where, 'it was stopped'),
  'connection.slept': ({ next }: AskedHost): string =>
    `The computer slept before the request could leave, so Keypost didn't send it later. If it's still needed, ${again[next]}.`,
  /** A sentence that somebody else made, such as the keychain's. */
  'connection.because': ({ sentence }: AskedHost & { sentence: string }): string => sentence,

  'connection.notYetValid': ({ host, next, now }: AskedHost & { now: number }): string =>
    `The certificate of ${host} isn't valid yet: this computer's clock says ${dateOf(now)}. Set the clock, then ${again[next]}.`,
  /** `validTo`: milliseconds since 1970; `null` where another certificate than the site's own has expired, or where it is not known. */
  'connection.expired': ({ host, next, now, validTo }: AskedHost & { now: number; validTo: number | null }): string => {
    const what =
      validTo === null ? `A certificate that vouches for ${host} has expired` : `The certificate of ${host} expired on ${dateOf(validTo)}`;
    return `${what}; this computer's clock says ${dateOf(now)}. If that's wrong, set the clock, then ${again[next]}. If it's right, whoever runs ${host} has to renew the certificate.`;
  },
  'connection.incompleteChain': ({ host, issuer }: AskedHost & { issuer: string }): string =>
    `${capital(host)} sends a certificate of ${quoted(issuer)} without the certificates that vouch for it. Whoever runs ${host} has to install the whole chain. If it's your company's own authority, ${installAuthority}.`,
  'connection.unknownAuthority': ({ host, issuer }: AskedHost & { issuer: string }): string =>
    `This computer doesn't trust ${quoted(issuer)}, which signed the certificate of ${host}. If it's your company's authority or network filter, ${installAuthority}. Otherwise somebody may be listening in: ${runsNetwork}.`,
  'connection.selfSigned': ({ host }: AskedHost): string =>
    `The certificate of ${host} is signed by nobody but itself. ${checkSite}. If it's meant to be like that, ask your administrator to install the certificate on this computer, then restart Keypost.`,
  'connection.wrongName': ({ host, names }: AskedHost & { names: readonly string[] }): string => {
    const whose = names.length === 0 ? 'names no site' : `is for ${names.join(', ')}`;
    return `The certificate that came ${whose}, not for ${host}. ${checkSite}. If it's right, ${runsNetwork}: a sign-in page or a filter may have responded.`;
  },
  'connection.revoked': ({ host }: AskedHost): string =>
    `The certificate of ${host} was withdrawn by its authority. Ask whoever runs ${host}; nothing goes there until it's replaced.`,
  'connection.weak': ({ host }: AskedHost): string =>
    `The certificate or key of ${host} is too weak to be trusted. Whoever runs ${host} has to replace it.`,
  /** `code`: the checking library's name for it, such as INVALID_PURPOSE. */
  'connection.badCertificate': ({ host, code }: AskedHost & { code: string }): string =>
    `The certificate of ${host} can't be trusted (${code}). Show this to whoever runs ${host}.`,
  'connection.oldTls': ({ host }: AskedHost): string =>
    `${capital(host)} offers no version of TLS that Keypost accepts (1.2 or newer). ${checkSite}. If it's right, whoever runs ${host} has to enable TLS 1.2.`,
  'connection.noCipher': ({ host }: AskedHost): string =>
    `${capital(host)} and Keypost have no encryption method in common. ${checkSite}. If it's right, whoever runs ${host} has to enable current methods.`,
  'connection.noHttp1': ({ host }: AskedHost): string =>
    `${capital(host)} doesn't speak HTTP/1.1, which Keypost needs. ${checkSite}. If it's right, whoever runs ${host} has to enable it.`,
  'connection.unknownName': ({ host }: AskedHost): string => `The server that responded doesn't know the name ${host}. ${checkSite}.`,
  'connection.plainHttp': ({ host }: AskedHost): string =>
    `${capital(host)} speaks plain HTTP where a secure connection was expected. ${checkSite}, above all its port.`,
  'connection.notTls': ({ host }: AskedHost): string =>
    `What responds at ${host} doesn't speak TLS. ${checkSite}, above all its port. If it's right, ${runsNetwork}.`,
  'connection.clientCertificate': ({ host }: AskedHost): string =>
    `${capital(host)} wants a client certificate, and Keypost can't present one. Ask whoever runs ${host} for a way without it.`,
  'connection.tlsClosed': ({ host }: AskedHost): string =>
    `${capital(host)} closed the connection while it was being secured. ${checkSite}. If it's right, ${runsNetwork}: a filter may be in the way.`,
  'connection.tlsFailed': ({ host, code }: AskedHost & { code: string }): string =>
    `No secure connection to ${host} could be made (${code}). ${checkSite}. If it's right, ${runsNetwork}.`,

  'connection.proxySettings': (_: AskedHost): string =>
    "The system's proxy settings couldn't be read. Correct them, or ask whoever runs this network.",
  'connection.noRoute': ({ host }: AskedHost): string =>
    `The system's proxy settings name no way to ${host}. Correct them, or ${runsNetwork}.`,
  'connection.proxyKind': ({ kind, proxy }: AskedHost & { kind: string; proxy: string }): string =>
    `The system's settings name a ${kind} proxy (${proxy}), and Keypost can only use HTTP and HTTPS proxies. Name one of those in the system's settings, or ${runsNetwork}.`,
  'connection.proxyAddress': ({ proxy }: AskedHost & { proxy: string }): string =>
    `The system's settings name a proxy without a valid address (${proxy}). Correct them, or ${runsNetwork}.`,
  'connection.proxyNotFound': ({ proxy }: AskedHost & { proxy: string }): string =>
    `The name of the proxy ${proxy} wasn't found. Check the network and the system's proxy settings.`,
  'connection.proxyRefused': ({ proxy }: AskedHost & { proxy: string }): string =>
    `The proxy ${proxy} couldn't be reached (connection refused). Check the system's proxy settings, or ${runsNetwork}.`,
  'connection.proxyUnreachable': ({ proxy }: AskedHost & { proxy: string }): string =>
    `The proxy ${proxy} couldn't be reached. Check the network and the system's proxy settings.`,
  'connection.proxyClosed': ({ proxy }: AskedHost & { proxy: string }): string =>
    `The proxy ${proxy} closed the connection without a response. Ask whoever runs this network.`,
  'connection.proxyNotHttp': ({ proxy }: AskedHost & { proxy: string }): string =>
    `What responds at ${proxy} is no HTTP proxy. Check the system's proxy settings.`,
  'connection.proxyForbids': ({ proxy, host, status }: AskedHost & { proxy: string; status: number }): string =>
    `The proxy ${proxy} doesn't allow a connection to ${host} (${status}). Ask whoever runs this network to allow it.`,
  'connection.proxyNoSite': ({ proxy, host, status }: AskedHost & { proxy: string; status: number }): string =>
    `The proxy ${proxy} found no way to ${host} (${status}). ${checkSite}: the name may be wrong. If it's right, ${runsNetwork}.`,
  'connection.proxyNoTunnel': ({ proxy, status }: AskedHost & { proxy: string; status: number }): string =>
    `The proxy ${proxy} makes no secure connections (${status}). Check the system's proxy settings, or ${runsNetwork}.`,
  'connection.proxyBusy': ({ proxy, next, status }: AskedHost & { proxy: string; status: number }): string =>
    `The proxy ${proxy} limits its connections (${status}). Wait a minute, then ${again[next]}.`,
  'connection.proxyPage': ({ proxy, status }: AskedHost & { proxy: string; status: number }): string =>
    `The proxy ${proxy} responded with a page or a redirect instead of a connection (${status}). If this network has a sign-in page, open it in a browser; otherwise ${runsNetwork}.`,
  'connection.proxyStatus': ({ proxy, host, status }: AskedHost & { proxy: string; status: number }): string =>
    `The proxy ${proxy} made no connection to ${host} (${status}). ${checkSite}. If it's right, ${runsNetwork}.`,
  'connection.proxyLogin': ({ proxy, refused, next }: AskedHost & { proxy: string; refused: boolean }): string => {
    const what = refused
      ? `The proxy ${proxy} refused the name and password that are stored for it.`
      : `The proxy ${proxy} asks for a name and password.`;
    return `${what} Open Settings to give Keypost its user name and password, then ${again[next]}.`;
  },
  /** `means`: such as "NTLM or Negotiate"; empty where they have no known name. */
  'connection.proxyLoginKind': ({ proxy, means }: AskedHost & { proxy: string; means: string }): string =>
    `The proxy ${proxy} asks for a login by ${means === '' ? 'means of its own' : means}, which Keypost can't use. Ask whoever runs this network for another way.`,
};

type ConnectionTexts = typeof connectionText;
type ConnectionCode = keyof ConnectionTexts;
type ConnectionParams<C extends ConnectionCode> = Omit<Parameters<ConnectionTexts[C]>[0], keyof AskedHost>;

/**
 * Why there is no connection, as data. `host` stands in for the site where something else failed in its place, such as "the proxy
 * proxy.example:8080".
 */
export type ConnectionProblem = { [C in ConnectionCode]: { code: C; params: ConnectionParams<C>; host?: string } }[ConnectionCode];

/** The text of a problem. */
export function connectionProblemText(
  problem: ConnectionProblem,
  where: AskedHost,
): { [C in ConnectionCode]: { code: C; params: Parameters<ConnectionTexts[C]>[0] } }[ConnectionCode] {
  const params = { ...problem.params, host: problem.host ?? where.host, next: where.next };
  // Both sides of the union are made from the same table, which the compiler can't follow through the spread.
  return { code: problem.code, params } as never;
}

/** One to four words for narrow places. */
export const connectionHints: Readonly<Record<ConnectionCode, string>> = {
  'connection.nameNotFound': 'Name not found',
  'connection.noNameServer': 'No name server',
  'connection.refused': 'Connection refused',
  'connection.timedOut': 'No connection',
  'connection.unreachable': 'Not reached',
  'connection.blocked': 'Blocked on this computer',
  'connection.closed': 'Connection closed',
  'connection.notPublic': 'Private address',
  'connection.localName': 'Not a public name',
  'connection.badAddress': 'Site URL invalid',
  'connection.stopped': 'Stopped',
  'connection.slept': 'Computer slept',
  'connection.because': 'Not connected',
  'connection.notYetValid': 'Check the clock',
  'connection.expired': 'Certificate expired',
  'connection.incompleteChain': 'Certificate chain incomplete',
  'connection.unknownAuthority': 'Authority not trusted',
  'connection.selfSigned': 'Self-signed certificate',
  'connection.wrongName': 'Certificate of another site',
  'connection.revoked': 'Certificate revoked',
  'connection.weak': 'Certificate too weak',
  'connection.badCertificate': 'Certificate not trusted',
  'connection.oldTls': 'TLS too old',
  'connection.noCipher': 'No common encryption',
  'connection.noHttp1': 'No HTTP/1.1',
  'connection.unknownName': 'Name not served',
  'connection.plainHttp': 'Not a secure port',
  'connection.notTls': 'No TLS',
  'connection.clientCertificate': 'Client certificate wanted',
  'connection.tlsClosed': 'No secure connection',
  'connection.tlsFailed': 'No secure connection',
  'connection.proxySettings': 'Proxy settings unreadable',
  'connection.noRoute': 'No proxy named',
  'connection.proxyKind': 'Proxy not supported',
  'connection.proxyAddress': 'Proxy address invalid',
  'connection.proxyNotFound': 'Proxy not found',
  'connection.proxyRefused': 'Proxy not reached',
  'connection.proxyUnreachable': 'Proxy not reached',
  'connection.proxyClosed': 'Proxy closed connection',
  'connection.proxyNotHttp': 'No HTTP proxy',
  'connection.proxyForbids': 'Forbidden by proxy',
  'connection.proxyNoSite': 'Not found by proxy',
  'connection.proxyNoTunnel': 'Proxy not usable',
  'connection.proxyBusy': 'Proxy limits connections',
  'connection.proxyPage': 'Proxy sign-in page',
  'connection.proxyStatus': 'Proxy failed',
  'connection.proxyLogin': 'Proxy login needed',
  'connection.proxyLoginKind': 'Proxy login not usable',
};
