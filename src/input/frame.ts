/** What an input gives: the bytes of one packet, and what the input says of them. */
export interface InputFrame {
  /** Good until the next frame is asked for: whoever keeps them copies them. */
  readonly bytes: Uint8Array;
  /** Seconds since 1970 with nine decimals; absent where the input has none. */
  readonly time?: string;
  /** Bytes on the wire, where the input tells. */
  readonly len?: number;
  /** How the bytes are framed, where the input tells. */
  readonly linktype?: number;
  /** The first protocol's name, where the input tells: `tcpdump -x` leaves the link layer out. */
  readonly first?: string;
  readonly direction?: 'in' | 'out';
  readonly interface?: string;
  readonly comments?: readonly string[];
  /** Bytes of the check sequence that ends frames, where the input tells. */
  readonly fcs?: number;
}
