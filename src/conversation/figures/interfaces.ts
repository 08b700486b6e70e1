import type { Capture } from '../../input/capture/open.js';
import type { Interface } from '../../input/capture/pcapng-options.js';

export interface InterfaceFigures {
  readonly name: string | undefined;
  readonly linktype: number;
  readonly snaplen: number;
  readonly packets: number;
}

/** On which interfaces of a pcapng its packets were captured. */
export class Interfaces {
  private readonly counts = new Map<Interface, number>();
  private on: Interface | undefined;
  private alike = 0;

  constructor(private readonly capture: Capture | undefined) {}

  /** The packet that was read last. */
  add(): void {
    if (this.capture?.format !== 'pcapng') return;
    if (this.capture.on !== this.on) this.turnTo(this.capture.on);
    this.alike++;
  }

  /** After the last packet: as they were declared, also those without any packet. */
  all(): InterfaceFigures[] {
    this.turnTo(undefined);
    if (this.capture?.format !== 'pcapng') return [];
    return this.capture.declared.map((one) => ({
      name: one.name,
      linktype: one.linktype,
      snaplen: one.snaplen,
      packets: this.counts.get(one) ?? 0,
    }));
  }

  private turnTo(next: Interface | undefined): void {
    const { on, alike, counts } = this;
    if (on !== undefined) counts.set(on, (counts.get(on) ?? 0) + alike);
    this.on = next;
    this.alike = 0;
  }
}
