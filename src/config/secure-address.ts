const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether what comes from an address cannot be changed on its way: https, or http on this machine. */
export function isOwnOrSecure(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}
