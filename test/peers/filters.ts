/** Filters that find the same packets in tshark and here, one a line. */
export const FILTERS: readonly string[] = String.raw`
eth
ip
ipv6
tcp
udp
arp
icmp
icmpv6
vlan
frame
not tcp
!udp
not not tcp
tcp or udp
tcp || udp
tcp and ip
tcp && ip.ttl == 64
tcp or udp and ip.ttl == 3
(tcp or udp) and ip.ttl == 64
ip.ttl and not tcp or udp
!(ip.addr == 192.168.1.1)
not ip.addr == 192.168.1.1
ip.ttl
ip.ttl == 64
ip.ttl==64&&tcp
ip.ttl == 0x40
ip.ttl == 0b1000000
ip.ttl == '@'
ip.ttl == '\x40'
ip.ttl eq 64
ip.ttl != 64
ip.ttl ne 64
ip.ttl !== 64
ip.ttl === 64
ip.ttl ~= 64
ip.ttl any_eq 64
ip.ttl all_eq 64
ip.ttl any_ne 64
ip.ttl all_ne 64
any ip.ttl == 64
all ip.ttl == 64
any ip.ttl != 64
all ip.ttl > 63
ip.ttl > 63
ip.ttl gt 63
ip.ttl >= 64
ip.ttl ge 64
ip.ttl < 64
ip.ttl lt 64
ip.ttl <= 64
ip.ttl le 64
.ip.ttl == 64
tcp.port == 80
tcp.port != 80
tcp.port !== 80
tcp.port === 80
not tcp.port == 80
all tcp.port > 1024
any tcp.port > 50000
tcp.srcport == 80 or tcp.dstport == 80
tcp.srcport > tcp.dstport
tcp.srcport > tcp.dstport + 1
tcp.srcport == tcp.dstport
udp.port == 53
udp.srcport == udp.dstport
udp.dstport >= udp.srcport + 1
ip.src == ip.dst
ip.src < ip.dst
ip.addr == 10.0.0.0/8
ip.addr == 192.168.0.0/16
ip.addr != 10.0.0.0/8
ip.src == 172.16.0.0/12
ip.addr > 192.168.0.0
ip.addr > 192.168.0.0/24
ip.dst == 255.255.255.255
ip.dst == 224.0.0.0/4
ip.addr !== 10.0.0.1
ip.addr === 10.0.0.1
all ip.addr > 10.0.0.1
ipv6.addr == fe80::/10
ipv6.addr == ff02::/16
ipv6.dst == ff02::1
ipv6.src < 2001::
ipv6.src != fe80::/64
eth.addr == ff:ff:ff:ff:ff:ff
eth.addr == ff-ff-ff-ff-ff-ff
eth.addr == ffff.ffff.ffff
eth.src == eth.dst
eth.addr > 80:00:00:00:00:00
eth.src[0:3] == 00:00:00
eth.dst[0:3] == 01:00:5e
eth.dst[0] == 33
eth.dst[0] & 1
eth.addr[0] & 0x0f == 2
eth.src[1-2] == 00:00
eth.src[:4] == 02:00:00:00
eth.src[4:] == 00:01
eth.src[-2:] == 00:01
eth.src[-2:2] == 00:01
eth.dst[0:3] == "\x01\x00\x5e"
eth.src[0:3] == eth.dst[0:3]
eth.src contains 00:01
eth.dst & 01:00:00:00:00:00
eth.type == 0x0800
eth.type == 0x86dd
eth.type == 0x0806
eth.len
vlan.id == 100
vlan.id > 10
vlan.priority > 3
ip.version == 4
ip.hdr_len > 20
ip.len > 1000
ip.len < 60
ip.id == 0
ip.id & 0xff00 == 0
ip.flags.df
ip.flags.df == 1
ip.flags.df == True
ip.flags.df == FALSE
ip.flags.mf == 1
ip.flags == 2
ip.flags.df == ip.flags.mf
ip.frag_offset > 0
ip.proto == 6
ip.proto == 17
ip.proto == "TCP"
ip.dsfield.dscp == 46
ip.dsfield.ecn > 0
ip.checksum == 0
ip.checksum.status == 1
ip.checksum.status == 0
ip.checksum.status == "Good"
ip.src & 255.255.255.0
ip.src[0:2] == c0:a8
ip.src[0] == 0a
ip[0] == 45
ip[0:2] == 45:00
ip[0:2] == 4500
ip[0:2] == "E\x00"
ip[8] == 40
ip[20:]
ip[20:2]
ip[18-30]
ip[-1] == 01
ip[500:2]
len(ip) == 20
len(ip) > 20
count(ip) > 1
count(ip.addr) > 2
count(tcp.port) == 2
ip.src#1 == 10.0.0.0/8
ip.src#2
ip#2
ip.ttl + 1 == 65
ip.ttl - 64 == 0
ip.ttl * 2 == 128
ip.ttl / 2 == 32
ip.ttl % 10 == 4
ip.ttl == 63 + 1
ip.ttl == 2 * {30 + 2}
{ip.ttl + 1} * 2 == 130
-ip.ttl == -64
ip.ttl + 0
ip.ttl - 64
abs(ip.ttl - 100) > 50
max(tcp.srcport) > 1000
max(tcp.port) > 50000
min(tcp.port) < 100
min(ip.addr) < 10.0.0.0
ip.ttl & 64 == 64
ip.ttl & 0x41 > 0
ip.ttl bitwise_and 64
string(ip.src) matches "^10"
string(ip.ttl) == "64"
string(frame.number) matches "[13579]$"
string(eth.src) contains "00:"
string(ipv6.src) contains "fe80"
string(ip.src)[0:3] == "192"
tcp.flags.syn
tcp.flags.syn == 1
tcp.flags.syn == 1 && tcp.flags.ack == 0
tcp.flags.syn == 0
tcp.flags.syn > 0
tcp.flags.syn == 2
tcp.flags.syn == "Set"
tcp.flags.fin == 1 or tcp.flags.reset == 1
tcp.flags & 2
tcp.flags & 0x02 == 2
tcp.flags & 0x12 == 0x02
tcp.flags == 0x0002
tcp.flags == 0x010
tcp[13] & 2
tcp[13] & 0x02
tcp[13] == 02
tcp[13] == 0x18
tcp[0:2] == 00:50
tcp.hdr_len > 20
tcp.hdr_len == 32
tcp.window_size_value < 1000
tcp.window_size_value == 65535
tcp.seq > 1000
tcp.ack == 0
tcp.urgent_pointer
tcp.checksum.status == 0 or tcp.checksum.status == 5
udp.checksum.status == 3
tcp.len > 0
tcp.len == 0
tcp.payload
tcp.payload contains "GET"
tcp.payload[0:3] == "GET"
tcp.payload matches "^get "
tcp.options
tcp.options.mss_val == 1460
tcp.options.mss_val < 1460
tcp.options.sack_perm
tcp.options.nop
tcp.options.mss
tcp.options.timestamp
tcp.options.wscale.shift > 3
tcp.options.timestamp.tsval > 1000000
tcp.options.timestamp.tsecr == 0
tcp.options contains 01:01:08:0a
tcp contains "HTTP"
tcp contains 47:45:54
tcp matches "HTTP/1\x5c.[01]"
tcp matches r"^.{13}\x02"
ip contains "HTTP"
udp contains 00:01
frame contains "HTTP"
frame contains 0xff
frame matches "user-agent: [a-z]+"
frame matches "(?-i)USER-AGENT"
frame matches "https?://"
frame matches "^\xff\xff"
frame[0] == 0xff
frame[12:2] == 08:00
frame[-4:4] == 00:00:00:00
frame[100:]
frame[100-199] contains "e"
frame.number == 10
frame.number <= 100 and tcp
frame.number % 2 == 1
frame.len > 100
frame.len == frame.cap_len
frame.cap_len < frame.len
frame.time_epoch > 1700000100
frame.time_epoch > 1700000100.5
frame.time_epoch == 1700000100
frame.time > "2023-11-14 22:15:00"
frame.time < "2023-11-14T22:15:00Z"
frame.time_relative > 100.25
frame.time_delta > 0.5
frame.time_delta == 0
frame.time_delta == 1
len(frame) > 100
udp.length > 100
udp.length == 8
udp.checksum == 0
udp && not icmp && udp.payload
udp.payload[0:2] == 00:00
len(udp.payload) > 100
icmp.type == 8
icmp.type == 8 || icmp.type == 0
icmp.code > 0
icmp.seq > 1
icmp.ident == 1
icmpv6.type == 135
icmpv6.type >= 133 && icmpv6.type <= 137
icmpv6.nd.ns.target_address
icmpv6.nd.ns.target_address == fe80::/10
icmpv6.opt.linkaddr
arp.opcode == 1
arp.opcode == 2
arp.opcode == request
arp.opcode == "reply"
arp.src.proto_ipv4 == arp.dst.proto_ipv4
arp.dst.proto_ipv4 == 192.168.0.0/16
arp.src.hw_mac != 00:00:00:00:00:00
arp.hw.type == 1
dns
dns.id == 0
dns.flags.response == 1
dns.flags.response == 0 and udp.dstport == 53
dns.flags.rcode == 3
dns.qry.name
dns.qry.name contains "com"
dns.qry.name matches "^www"
dns.qry.name matches r"\.com$"
dns.qry.name matches "[a-z]{5,}\x5c.(com|net|org)$"
upper(dns.qry.name) contains "COM"
lower(dns.qry.name) contains "www"
dns.qry.name[0:3] == "www"
dns.qry.name[0] == 77
dns.qry.name > "f"
len(dns.qry.name) > 20
dns.qry.type == 1
dns.qry.type == 28
dns.qry.class == 1
dns.a
dns.a == 10.0.0.0/8
dns.aaaa
dns.cname contains "com"
dns and dns.flags.opcode == 0 and dns.count.answers > 0
dns && dns.flags.opcode == 0 && dns.count.queries == 1
dns.resp.ttl > 60
dns.resp.type == 5
mdns
ipv6.nxt == 6
ipv6.nxt == 58
ipv6.hlim == 255
ipv6.hlim < 64
ipv6.plen > 100
ipv6.flow == 0
ipv6.tclass.dscp == 0
ipv6.hopopts
ipv6.fraghdr
ipv6.src[0:2] == fe:80
ipv6.dst[0] == 0xff
sctp
sctp.srcport
gre
gre.proto == 0x0800
mpls.label > 3
mpls.ttl == 64
pppoes
ppp.protocol == 0x21
llc.dsap == 0x42
sll.pkttype == 0
igmp.type == 0x16
esp.spi
ah.spi
ip.opt.ra
dccp
udplite
`
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.includes(','));

/** Filters that find others here, and why. */
export const OTHERS: readonly (readonly [filter: string, why: string])[] = [
  ['len(icmp) > 8', 'a protocol is its header; to tshark, what its dissector happens to claim'],
  ['tcp.checksum.status == 0', 'a sum of the pseudo-header alone is 5, and no wrong one'],
  [
    'ip.frag_offset > 0 && ip.frag_offset & 7 == 0',
    'in bytes (design.md, 3); tshark 4.0 counts units of eight',
  ],
  ['all tcp.port in {1..1023, 50000..65535}', 'tshark 4.0 wants all ports in the same range'],
  ['frame.protocols contains "ethertype"', 'no layer of its own'],
];

/** The same, asked one by one: statistics end a filter at a comma, and know protocols' lengths
 *  only roughly. */
export const ALONE: readonly string[] = `
len(tcp) == 32
len(tcp) > 20
tcp.port in {80, 443}
tcp.port in {80..88, 443, 50000..65535}
not tcp.port in {80, 443}
tcp.port not in {80, 443}
ip.src in {10.0.0.0/8, 192.168.1.0 .. 192.168.1.255}
ip.addr in {127.0.0.1, ip.dst}
eth.src[0:3,5] == 00:00:00:01
ip[0,8-9] == 45:40:06
frame matches "[a-z]{8,}"
max(tcp.srcport, tcp.dstport) == 443
max(ip.ttl, 70) == 70
min(ip.src, ip.dst) == ip.dst
all tcp.port in {1..65535}
ip.src#[1,2] == 10.0.0.0/8
frame.time_delta in {0 .. 0.5, 1 .. 2}
dns.qry.type in {1, 28}
`
  .trim()
  .split('\n');
