import { describe, expect, it } from 'vitest';
import { caseOf } from '../../src/checksum/diagnose/case.js';
import { diagnose, hypotheses } from '../../src/checksum/diagnose/diagnose.js';
import type { Diagnosis } from '../../src/checksum/diagnose/diagnosis.js';
import { sumsOf } from '../../src/checksum/sums.js';
import { decode } from '../../src/index.js';
import { type Fault, faults } from './diagnose-faults.js';
import { messageOf } from './diagnose-message.js';
import { anyPacket, random } from './diagnose-packets.js';

const CASES = 200;

/** What is said of the checksum that stands there; nothing if it is right. */
function said(packet: Uint8Array, at: number): readonly Diagnosis[] | undefined {
  const decoded = decode(packet);
  const sum = sumsOf(decoded).find((one) => one.at === at);
  if (!sum) throw new Error(`no checksum at ${at}`);
  return sum.status === 'bad' || sum.status === 'partial' ? diagnose(sum) : undefined;
}

/** It is another name for the same: it counts just as much too much, to the number. */
function isSame(packet: Uint8Array, at: number, name: string, amount: number | undefined): boolean {
  const sum = sumsOf(decode(packet)).find((one) => one.at === at);
  const one = hypotheses.find((hypothesis) => hypothesis.name === name);
  if (!sum || sum.expected === undefined || amount === undefined || !one) return false;
  return [...one.tries(caseOf(sum, sum.expected))].some(({ excess }) => excess === amount);
}

function tally(fault: Fault, seed: number) {
  const r = random(seed);
  const counts = { cases: 0, first: 0, same: 0, named: 0 };
  const before: Record<string, number> = {};
  for (let tries = 0; counts.cases < CASES && tries < CASES * 40; tries++) {
    const m = messageOf(anyPacket(r, fault.look), fault.which);
    const done = m && fault.inject(m, r);
    const found = done && said(done.packet, m.at);
    if (!found) continue;
    counts.cases++;
    const is = ({ name, text }: Diagnosis) =>
      fault.names.includes(name) && text.includes(done.says ?? '');
    const { name = 'nothing' } = found[0] ?? {};
    if (found.some(is)) counts.named++;
    if (found[0] && is(found[0])) counts.first++;
    else if (isSame(done.packet, m.at, name, done.amount)) counts.same++;
    else before[name] = (before[name] ?? 0) + 1;
  }
  return { ...counts, before };
}

describe('the true cause', () => {
  it.each(faults.map((f) => [f.kind, f] as const))('%s', (_, fault) => {
    const { cases, first, same, named, before } = tally(fault, 1);
    const share = (n: number) => `${((100 * n) / cases).toFixed(1)} %`;
    const others = Object.entries(before).map(([name, n]) => `${name} ${n}`);
    console.log(
      `${fault.kind}: first ${share(first)}, under another name ${share(same)}, ` +
        `named ${share(named)}${others.length ? `; first was ${others.join(', ')}` : ''}`,
    );
    expect(cases).toBe(CASES);
    expect(named).toBe(cases);
    expect((first + same) / cases).toBeGreaterThanOrEqual(0.95);
  });
});
