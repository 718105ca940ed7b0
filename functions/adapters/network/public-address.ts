import { BlockList, isIP } from "node:net";

/**
 * Ranges that are not of the public internet: the special-purpose registries of IANA (RFC 6890 and later), multicast,
 * and what leads to IPv4 by translation, where a private address may hide.
 */
const ranges: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  // Of IPv6, only global unicast (2000::/3) is public, without these of its parts: protocol assignments with Teredo and
  // ORCHID, documentation, 6to4, the AS112 service.
  ["::", 3],
  ["4000::", 2],
  ["8000::", 1],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

// One list for each family: a list of both would find 8.8.8.8, as ::ffff:8.8.8.8, in ::/3.
const reserved = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, bits] of ranges) {
  const family = network.includes(":") ? "ipv6" : "ipv4";
  reserved[family].addSubnet(network, bits, family);
}

/** Whether an IP address belongs to the public internet. An address with a zone (`fe80::1%eth0`) does not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes("%")) return false;
  const name = family === 4 ? "ipv4" : "ipv6";
  return !reserved[name].check(address, name);
}
