/**
 * Lines of `tcpip build`; behind `##` Scapy's expression for the same packet, with E, I(…), S(…),
 * T(…) and U(…) for the headers with our defaults.
 */
const TEXT = String.raw`
tcp --syn ## E/I()/T(flags='S')
tcp syn ## E/I()/T(flags='S')
--syn ## E/I()/T(flags='S')
tcp --ack --ack-number 5001 --seq 1001 ## E/I()/T(flags='A',seq=1001,ack=5001)
tcp --syn --ack --ack-number 7 ## E/I()/T(flags='SA',ack=7)
tcp --fin --ack --ack-number 7 ## E/I()/T(flags='FA',ack=7)
tcp --rst ## E/I()/T(flags='R')
tcp --rst --ack --ack-number 9 ## E/I()/T(flags='RA',ack=9)
tcp --psh --ack --ack-number 9 --payload hello ## E/I()/T(flags='PA',ack=9)/Raw(b'hello')
tcp --urg --ack --urgent-pointer 4 --payload abcdef ## E/I()/T(flags='UA',urgptr=4)/Raw(b'abcdef')
tcp --syn --ece --cwr ## E/I()/T(flags='SEC')
tcp --flags SA --ack-number 1 ## E/I()/T(flags='SA',ack=1)
tcp --flags syn,ack --ack-number 1 ## E/I()/T(flags='SA',ack=1)
tcp --flags 0x12 --ack-number 1 ## E/I()/T(flags=0x12,ack=1)
tcp --flags none ## E/I()/T(flags=0)
tcp --flags FPU ## E/I()/T(flags='FPU')
tcp --syn --tcp.flags.ae ## E/I()/T(flags='SN')
tcp flags=S window=0 ## E/I()/T(flags='S',window=0)
tcp syn window=65535 ## E/I()/T(flags='S',window=65535)
tcp --syn --window 1 ## E/I()/T(flags='S',window=1)
tcp --syn --seq 0 ## E/I()/T(flags='S',seq=0)
tcp --syn --seq 4294967295 ## E/I()/T(flags='S',seq=4294967295)
tcp --syn --seq 0xdeadbeef ## E/I()/T(flags='S',seq=0xdeadbeef)
tcp --syn --sport 1024 --dport 80 ## E/I()/T(flags='S',sport=1024,dport=80)
tcp --syn --sport 40000 --dport https ## E/I()/T(flags='S',sport=40000,dport=443)
tcp --syn --dport ssh ## E/I()/T(flags='S',dport=22)
tcp --syn --dport 65535 ## E/I()/T(flags='S',dport=65535)
tcp syn dport=8080 sport=12345 ## E/I()/T(flags='S',sport=12345,dport=8080)
tcp --syn --mss 1460 ## E/I()/T(flags='S',options=[('MSS',1460)])
tcp --syn --mss 536 ## E/I()/T(flags='S',options=[('MSS',536)])
tcp --syn --mss 65535 ## E/I()/T(flags='S',options=[('MSS',65535)])
tcp --syn --wscale 7 ## E/I()/T(flags='S',options=[('WScale',7)])
tcp --syn --nop --wscale 14 ## E/I()/T(flags='S',options=[('NOP',None),('WScale',14)])
tcp --syn --sack-ok ## E/I()/T(flags='S',options=[('SAckOK',b'')])
tcp --syn --nop --nop --sack-ok ## E/I()/T(flags='S',options=[('NOP',None),('NOP',None),('SAckOK',b'')])
tcp --syn --timestamp 1:0 ## E/I()/T(flags='S',options=[('Timestamp',(1,0))])
tcp --ack --nop --nop --timestamp 4294967295:7 ## E/I()/T(flags='A',options=[('NOP',None),('NOP',None),('Timestamp',(4294967295,7))])
tcp --ack --nop --nop --sack 1-2 ## E/I()/T(flags='A',options=[('NOP',None),('NOP',None),('SAck',(1,2))])
tcp --ack --nop --nop --sack 100-200,300-400 ## E/I()/T(flags='A',options=[('NOP',None),('NOP',None),('SAck',(100,200,300,400))])
tcp --syn --mss 1460 --sack-ok --timestamp 1:0 --nop --wscale 7 ## E/I()/T(flags='S',options=[('MSS',1460),('SAckOK',b''),('Timestamp',(1,0)),('NOP',None),('WScale',7)])
tcp --syn --tcp-options mss=1460,nop,ws=7,sackok,ts=1:0 ## E/I()/T(flags='S',options=[('MSS',1460),('NOP',None),('WScale',7),('SAckOK',b''),('Timestamp',(1,0))])
tcp --syn --tcp-options mss=1460,eol ## E/I()/T(flags='S',options=[('MSS',1460),('EOL',None)])
tcp syn options=mss=1400,sackok,nop,ws=2 ## E/I()/T(flags='S',options=[('MSS',1400),('SAckOK',b''),('NOP',None),('WScale',2)])
tcp --syn --tcp.options.mss_val 1300 ## E/I()/T(flags='S',options=[('MSS',1300)])
tcp --syn --tcp.options.tfo.cookie 0102030405060708 ## E/I()/T(flags='S',options=[(34,bytes.fromhex('0102030405060708'))])
tcp --syn --tcp.options.md5.digest 000102030405060708090a0b0c0d0e0f ## E/I()/T(flags='S',options=[(19,bytes(range(16)))])
tcp --ack --tcp.options.user_to_val 300 ## E/I()/T(flags='A',options=[(28,bytes.fromhex('012c'))])
tcp syn 'options=[{"kind":253,"data":"0102abcd"}]'
tcp --syn --tcp.window_size_value 4096 ## E/I()/T(flags='S',window=4096)
tcp --syn --tcp.flags.res 0 ## E/I()/T(flags='S')
tcp --syn --payload-hex 00ff10 ## E/I()/T(flags='S')/Raw(bytes.fromhex('00ff10'))
tcp --ack --payload 'GET / HTTP/1.0\r\n\r\n' --dport 80 ## E/I()/T(flags='A',dport=80)/Raw(b'GET / HTTP/1.0\r\n\r\n')
tcp --ack --payload-size 100 --dport 5000 ## E/I()/T(flags='A',dport=5000)/Raw((b'abcdefghijklmnopqrstuvwxyz'*4)[:100])
tcp --ack --payload-size 10 --payload-pattern 0xab --dport 5000 ## E/I()/T(flags='A',dport=5000)/Raw(b'\xab'*10)
tcp --ack --payload-size 7 --payload-pattern xyz --dport 5000 ## E/I()/T(flags='A',dport=5000)/Raw(b'xyzxyzx')
tcp --ack --payload-random 16 --seed 3 --dport 5000
tcp --ack --payload-random --dport 5000
tcp --syn --src 10.0.0.1 --dst 10.0.0.2 ## E/I(src='10.0.0.1',dst='10.0.0.2')/T(flags='S')
tcp --syn --src 0.0.0.0 --dst 255.255.255.255 ## Ether(dst='ff:ff:ff:ff:ff:ff',src='02:00:00:00:00:01')/I(src='0.0.0.0',dst='255.255.255.255')/T(flags='S')
udp --dst 224.0.0.251 --dport 5000 ## Ether(dst='01:00:5e:00:00:fb',src='02:00:00:00:00:01')/I(dst='224.0.0.251')/U(dport=5000)
udp --dst 239.255.255.250 --dport 5000 ## Ether(dst='01:00:5e:7f:ff:fa',src='02:00:00:00:00:01')/I(dst='239.255.255.250')/U(dport=5000)
tcp --syn --ttl 1 ## E/I(ttl=1)/T(flags='S')
tcp --syn --ttl 255 ## E/I(ttl=255)/T(flags='S')
tcp --syn --tos 0x10 ## E/I(tos=0x10)/T(flags='S')
tcp --syn --dscp ef ## E/I(tos=0xb8)/T(flags='S')
tcp --syn --dscp cs1 ## E/I(tos=0x20)/T(flags='S')
tcp --syn --dscp 46 --ecn 1 ## E/I(tos=0xb9)/T(flags='S')
tcp --syn --ecn 3 ## E/I(tos=3)/T(flags='S')
tcp --syn --id 0 ## E/I(id=0)/T(flags='S')
tcp --syn --id 65535 ## E/I(id=65535)/T(flags='S')
tcp --syn --df ## E/I(flags='DF')/T(flags='S')
tcp --syn --ip.flags DF ## E/I(flags='DF')/T(flags='S')
udp --mf --payload abcdefgh ## E/I(flags='MF')/U()/Raw(b'abcdefgh')
ip df / udp ## E/I(flags='DF')/U()
ip ttl=3 df id=7 / tcp syn ## E/I(ttl=3,flags='DF',id=7)/T(flags='S')
ip proto=253 / hex 00112233 ## E/I(proto=253)/Raw(bytes.fromhex('00112233'))
ip frag-offset=1480 proto=17 / hex 0011223344556677 ## E/I(frag=185,proto=17)/Raw(bytes.fromhex('0011223344556677'))
ip frag_offset=8 mf proto=17 / hex 0011223344556677 ## E/I(frag=1,flags='MF',proto=17)/Raw(bytes.fromhex('0011223344556677'))
ip opt=ra / igmp type=0x16 maddr=224.0.0.9
ip 'opt=[{"type":1},{"type":1},{"type":1},{"type":0}]' / udp ## E/I(options=[IPOption_NOP(),IPOption_NOP(),IPOption_NOP(),IPOption_EOL()])/U()
ip version=4 / udp ## E/I()/U()
udp ## E/I()/U()
udp --sport 1 --dport 2 ## E/I()/U(sport=1,dport=2)
udp --dport 5000 --payload hi ## E/I()/U(dport=5000)/Raw(b'hi')
udp --dport 5000 --payload h ## E/I()/U(dport=5000)/Raw(b'h')
udp --dport 5000 --payload '' ## E/I()/U(dport=5000)
udp --dport 5000 --udp.checksum 0 ## E/I()/U(dport=5000,chksum=0)
udp dport=5000 / raw 'hello' ## E/I()/U(dport=5000)/Raw(b'hello')
udp dport=6001 / hex 00beef ## E/I()/U(dport=6001)/Raw(bytes.fromhex('00beef'))
udp dport=5000 raw 'a\tb\\c' ## E/I()/U(dport=5000)/Raw(b'a\tb\\c')
udp --dport 5000 --payload-size 1472 ## E/I()/U(dport=5000)/Raw((b'abcdefghijklmnopqrstuvwxyz'*60)[:1472])
udp --src 2001:db8::5 --dport 5000 ## E6/S(src='2001:db8::5')/U(dport=5000)
udp --dst 2001:db8::9 --dport 5000 --payload hi ## E6/S(dst='2001:db8::9')/U(dport=5000)/Raw(b'hi')
udp --src 2001:db8::1 --dst ff02::1 --dport 5000 ## Ether(dst='33:33:00:00:00:01',src='02:00:00:00:00:01')/S(dst='ff02::1')/U(dport=5000)
tcp --syn --src 2001:db8::1 --dst 2001:db8::2 ## E6/S()/T(flags='S')
tcp --syn --src fe80::1 --dst fe80::2 --ttl 255 ## E6/S(src='fe80::1',dst='fe80::2',hlim=255)/T(flags='S')
ipv6 / tcp syn ## E6/S()/T(flags='S')
ipv6 hlim=1 / udp dport=5000 ## E6/S(hlim=1)/U(dport=5000)
ipv6 ttl=9 / udp dport=5000 ## E6/S(hlim=9)/U(dport=5000)
ipv6 flow=0x12345 / udp dport=5000 ## E6/S(fl=0x12345)/U(dport=5000)
ipv6 tclass=0xb8 / udp dport=5000 ## E6/S(tc=0xb8)/U(dport=5000)
ipv6 --dscp ef / udp dport=5000 ## E6/S(tc=0xb8)/U(dport=5000)
ipv6 / ipv6.hopopts / udp dport=5000 ## E6/S()/IPv6ExtHdrHopByHop()/U(dport=5000)
ipv6 / ipv6.dstopts / udp dport=5000 ## E6/S()/IPv6ExtHdrDestOpt()/U(dport=5000)
ipv6 / ipv6.fraghdr ident=7 / udp dport=5000 ## E6/S()/IPv6ExtHdrFragment(id=7)/U(dport=5000)
ipv6 / icmpv6 type=echo_request echo.identifier=3 echo.sequence_number=4 ## E6/S()/ICMPv6EchoRequest(id=3,seq=4)
ipv6 / icmpv6 type=echo_reply echo.identifier=3 ## E6/S()/ICMPv6EchoReply(id=3)
icmpv6 type=128 ## E6/S()/ICMPv6EchoRequest()
icmpv6 type=133 --dst ff02::2 --ttl 255 ## Ether(dst='33:33:00:00:00:02',src='02:00:00:00:00:01')/S(dst='ff02::2',hlim=255)/ICMPv6ND_RS()
ping6 --dst 2001:db8::9
ping6 --ttl 3
neighbor-solicitation 2001:db8::99 ## Ether(dst='33:33:ff:00:00:99',src='02:00:00:00:00:01')/S(dst='ff02::1:ff00:99',hlim=255)/ICMPv6ND_NS(tgt='2001:db8::99')/ICMPv6NDOptSrcLLAddr(lladdr='02:00:00:00:00:01')
neighbor-solicitation fe80::1:2:3
icmp ## E/I()/ICMP()
icmp type=8 ident=1 seq=2 ## E/I()/ICMP(type=8,id=1,seq=2)
icmp type=echo_reply ident=1 seq=2 ## E/I()/ICMP(type=0,id=1,seq=2)
icmp --type ping --seq 9 ## E/I()/ICMP(type=8,seq=9)
icmp type=13 ident=1 originate_timestamp=5 ## E/I()/ICMP(type=13,id=1,ts_ori=5,ts_rx=0,ts_tx=0)
icmp type=17 ident=1 ## E/I()/ICMP(type=17,id=1,addr_mask='0.0.0.0')
icmp type=3 code=1 / ip src=198.51.100.2 dst=192.0.2.1 / udp ## E/I()/ICMP(type=3,code=1)/IPerror(src='198.51.100.2',dst='192.0.2.1',id=0xabcd)/UDPerror(sport=51234,dport=9)
icmp type=3 code=port_unreachable / ip src=198.51.100.2 dst=192.0.2.1 / udp ## E/I()/ICMP(type=3,code=3)/IPerror(src='198.51.100.2',dst='192.0.2.1',id=0xabcd)/UDPerror(sport=51234,dport=9)
icmp type=11 code=0 / ip src=198.51.100.2 dst=192.0.2.1 / udp ## E/I()/ICMP(type=11,code=0)/IPerror(src='198.51.100.2',dst='192.0.2.1',id=0xabcd)/UDPerror(sport=51234,dport=9)
icmp type=5 code=1 redir_gw=192.0.2.254 / ip / udp
ping
ping --dst 192.0.2.9 --ttl 3
ping --src 10.1.1.1 --seq 77
ping --vlan 10
ping --df --ttl 9
igmp type=0x11 max_resp=100 --dst 224.0.0.1 --ttl 1
igmp type=0x16 maddr=224.0.0.251 --dst 224.0.0.251 --ttl 1
igmp type=0x17 maddr=224.0.0.251 --dst 224.0.0.2 --ttl 1
arp ## Ether(dst='02:00:00:00:00:02',src='02:00:00:00:00:01')/ARP(hwsrc='02:00:00:00:00:01',psrc='192.0.2.1',pdst='192.0.2.2',hwdst='00:00:00:00:00:00')
arp --op reply ## Ether(dst='02:00:00:00:00:02',src='02:00:00:00:00:01')/ARP(op=2,hwsrc='02:00:00:00:00:01',psrc='192.0.2.1',pdst='192.0.2.2',hwdst='00:00:00:00:00:00')
arp-request --dst 10.0.0.2 --src 10.0.0.1 ## Ether(dst='ff:ff:ff:ff:ff:ff',src='02:00:00:00:00:01')/ARP(hwsrc='02:00:00:00:00:01',psrc='10.0.0.1',pdst='10.0.0.2',hwdst='00:00:00:00:00:00')
arp-request --smac 02:11:22:33:44:55 ## Ether(dst='ff:ff:ff:ff:ff:ff',src='02:11:22:33:44:55')/ARP(hwsrc='02:11:22:33:44:55',psrc='192.0.2.1',pdst='192.0.2.2',hwdst='00:00:00:00:00:00')
arp-reply --dmac 02:00:00:00:00:09 ## Ether(dst='02:00:00:00:00:09',src='02:00:00:00:00:01')/ARP(op=2,hwsrc='02:00:00:00:00:01',hwdst='02:00:00:00:00:09',psrc='192.0.2.1',pdst='192.0.2.2')
arp-announce --src 10.0.0.5 ## Ether(dst='ff:ff:ff:ff:ff:ff',src='02:00:00:00:00:01')/ARP(hwsrc='02:00:00:00:00:01',psrc='10.0.0.5',pdst='10.0.0.5',hwdst='00:00:00:00:00:00')
arp --pad
vlan id=5 / arp ## Ether(dst='02:00:00:00:00:02',src='02:00:00:00:00:01')/Dot1Q(vlan=5)/ARP(hwsrc='02:00:00:00:00:01',psrc='192.0.2.1',pdst='192.0.2.2',hwdst='00:00:00:00:00:00')
eth vlan id=10 / ip / udp ## E/Dot1Q(vlan=10)/I()/U()
eth vlan id=10 priority=5 / ip / udp ## E/Dot1Q(vlan=10,prio=5)/I()/U()
eth vlan id=10 dei / ip / udp ## E/Dot1Q(vlan=10,id=1)/I()/U()
udp --vlan 10 ## E/Dot1Q(vlan=10)/I()/U()
udp --vlan 10 --vlan 20 ## E/Dot1Q(vlan=10)/Dot1Q(vlan=20)/I()/U()
eth ieee8021ad id=7 / vlan id=8 / ip / udp ## E/Dot1AD(vlan=7)/Dot1Q(vlan=8)/I()/U()
tcp --syn --vlan 4094 ## E/Dot1Q(vlan=4094)/I()/T(flags='S')
eth dst=02:00:00:00:00:09 src=02:00:00:00:00:08 / ip / udp ## Ether(dst='02:00:00:00:00:09',src='02:00:00:00:00:08')/I()/U()
udp --smac 02-11-22-33-44-55 --dmac 0211.2233.4466 ## Ether(dst='02:11:22:33:44:66',src='02:11:22:33:44:55')/I()/U()
ethernet / ipv4 / udp ## E/I()/U()
ip / ip / udp ## E/I()/I()/U()
ip ttl=9 / ip ttl=5 / udp ## E/I(ttl=9)/I(ttl=5)/U()
ip / ipv6 / udp ## E/I()/S()/U()
ipv6 / ip / udp ## E6/S()/I()/U()
ipv6 / ipv6 / udp ## E6/S()/S()/U()
gre / ip / udp ## E/I()/GRE()/I()/U()
gre key=7 / ip / udp ## E/I()/GRE(key_present=1,key=7)/I()/U()
gre sequence_number=9 / ip / udp ## E/I()/GRE(seqnum_present=1,sequence_number=9)/I()/U()
gre flags.checksum / ip / udp ## E/I()/GRE(chksum_present=1)/I()/U()
gre / ipv6 / udp ## E/I()/GRE()/S()/U()
gre / eth / ip / udp ## E/I()/GRE()/E/I()/U()
mpls label=100 ttl=64 / ip / udp ## E/MPLS(label=100,ttl=64,s=1)/I()/U()
mpls label=100 ttl=64 / mpls label=200 ttl=63 / ip / udp ## E/MPLS(label=100,ttl=64,s=0)/MPLS(label=200,ttl=63,s=1)/I()/U()
pppoes session_id=7 / ppp / ip / udp
sctp ## E/I()/SCTP(sport=51234,dport=9)
sctp verification_tag=7 ## E/I()/SCTP(sport=51234,dport=9,tag=7)
sctp --sport 5 --dport 6 ## E/I()/SCTP(sport=5,dport=6)
udplite dport=5000 / raw hello
dccp type=0 service_code=7
dns queries.name=example.com ## E/I()/U(dport=53)/DNS(id=0x1234,qd=DNSQR(qname='example.com'))
dns-query example.com ## E/I()/U(dport=53)/DNS(id=0x1234,rd=1,qd=DNSQR(qname='example.com'))
dns-query example.com AAAA ## E/I()/U(dport=53)/DNS(id=0x1234,rd=1,qd=DNSQR(qname='example.com',qtype='AAAA'))
dns-query example.com MX ## E/I()/U(dport=53)/DNS(id=0x1234,rd=1,qd=DNSQR(qname='example.com',qtype='MX'))
dns-query example.com TXT --dst 192.0.2.53 ## E/I(dst='192.0.2.53')/U(dport=53)/DNS(id=0x1234,rd=1,qd=DNSQR(qname='example.com',qtype='TXT'))
dns-query example.com 255 ## E/I()/U(dport=53)/DNS(id=0x1234,rd=1,qd=DNSQR(qname='example.com',qtype=255))
dns-query a.b.c.example NS --src 2001:db8::1 ## E6/S()/U(dport=53)/DNS(id=0x1234,rd=1,qd=DNSQR(qname='a.b.c.example',qtype='NS'))
dns-query example.com --dns.id 7 ## E/I()/U(dport=53)/DNS(id=7,rd=1,qd=DNSQR(qname='example.com'))
dns-query example.com --dns.flags.recdesired=0 ## E/I()/U(dport=53)/DNS(id=0x1234,rd=0,qd=DNSQR(qname='example.com'))
dns-answer example.com 192.0.2.80
dns-answer example.com 2001:db8::80
tcp dport=53 / dns queries.name=example.com
mdns queries.name=_http._tcp.local queries.type=PTR
llmnr queries.name=host
syn-linux ## E/I(flags='DF')/T(flags='S',options=[('MSS',1460),('SAckOK',b''),('Timestamp',(1,0)),('NOP',None),('WScale',7)])
syn-windows ## E/I(flags='DF',ttl=128)/T(flags='S',options=[('MSS',1460),('NOP',None),('WScale',8),('NOP',None),('NOP',None),('SAckOK',b'')])
syn-macos ## E/I(flags='DF',id=0)/T(flags='S',window=65535,options=[('MSS',1460),('NOP',None),('WScale',6),('NOP',None),('NOP',None),('Timestamp',(1,0)),('SAckOK',b''),('EOL',None)])
syn-linux --dst 10.0.0.9 --dport 22 ## E/I(dst='10.0.0.9',flags='DF')/T(dport=22,flags='S',options=[('MSS',1460),('SAckOK',b''),('Timestamp',(1,0)),('NOP',None),('WScale',7)])
syn-linux --src 10.0.0.9 --sport 4444 --vlan 3
tcp --syn --pad ## E/I()/T(flags='S')/Padding(bytes(6))
tcp --syn --fcs
tcp --syn --pad --fcs
udp --pad ## E/I()/U()/Padding(bytes(18))
udp --no-eth ## I()/U()
tcp --syn --no-eth --src 2001:db8::1 ## S()/T(flags='S')
ip / udp --no-eth ## I()/U()
sll / ip / udp
sll pkttype=4 / ip / udp dport=5000
null / ip / udp
ppp / ip / udp
`;

/** Ports, addresses and the like, each in all places where they stand. */
const each = (words: string, line: (word: string) => string): string[] =>
  words.split(' ').map(line);

const SYSTEMATIC = [
  ...each('ftp ssh telnet smtp http pop3 imap https', (port) => {
    const number: Readonly<Record<string, number>> = {
      ftp: 21,
      ssh: 22,
      telnet: 23,
      smtp: 25,
      http: 80,
      pop3: 110,
      imap: 143,
      https: 443,
    };
    return `tcp --syn --dport ${port} ## E/I()/T(flags='S',dport=${number[port]})`;
  }),
  ...each('0 1 31 32 63 64 127 128 254 255', (ttl) => {
    return `ip ttl=${ttl} / udp ## E/I(ttl=${ttl})/U()`;
  }),
  ...each('F S R P A U E C FA SA PA RA SE AE FPU SAEC', (flags) => {
    return `tcp flags=${flags} ## E/I()/T(flags='${flags}')`;
  }),
  ...each('0 8 10 12 14 16 18 20 22 24 26 28 30 34 40 46 48 56 63', (dscp) => {
    return `udp --dscp ${dscp} ## E/I(tos=${Number(dscp) << 2})/U()`;
  }),
  ...each('1 2 3 5 6 7 9 11 13 15 16 25 26 27 31 33 100 1000 1459', (size) => {
    return `udp --dport 5000 --payload-size ${size} ## E/I()/U(dport=5000)/Raw((b'abcdefghijklmnopqrstuvwxyz'*60)[:${size}])`;
  }),
  ...each('1 2 3 5 7 8 15 33 101 1439', (size) => {
    return `tcp --ack --src 2001:db8::1 --dport 5000 --payload-size ${size} ## E6/S()/T(flags='A',dport=5000)/Raw((b'abcdefghijklmnopqrstuvwxyz'*60)[:${size}])`;
  }),
];

export interface Line {
  readonly line: string;
  readonly scapy: string | undefined;
}

export const lines: readonly Line[] = [...TEXT.trim().split('\n'), ...SYSTEMATIC].map((text) => {
  const [line = '', scapy] = text.split(' ## ');
  return { line, scapy };
});

/** What the short names stand for. */
export const HEADERS = [
  "E=Ether(dst='02:00:00:00:00:02',src='02:00:00:00:00:01')",
  "E6=Ether(dst='02:00:00:00:00:02',src='02:00:00:00:00:01',type=0x86dd)",
  "I=lambda **k: IP(**{**dict(src='192.0.2.1',dst='198.51.100.2',id=0xabcd),**k})",
  "S=lambda **k: IPv6(**{**dict(src='2001:db8::1',dst='2001:db8::2'),**k})",
  'T=lambda **k: TCP(**{**dict(sport=51234,dport=443,seq=1000,window=64240),**k})',
  'U=lambda **k: UDP(**{**dict(sport=51234,dport=9),**k})',
];
