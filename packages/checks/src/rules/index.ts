import type { Rule } from '../rule.js';
import { U1 } from './U1.js';
import { U2 } from './U2.js';
import { N1 } from './N1.js';
import { N2 } from './N2.js';
import { B1 } from './B1.js';
import { W1 } from './W1.js';
import { W2 } from './W2.js';
import { W3 } from './W3.js';
import { W4 } from './W4.js';
import { W5 } from './W5.js';
import { W6 } from './W6.js';
import { G1 } from './G1.js';
import { G2 } from './G2.js';
import { G3 } from './G3.js';
import { S1 } from './S1.js';
import { S2 } from './S2.js';
import { S3 } from './S3.js';
import { S4 } from './S4.js';
import { S5 } from './S5.js';
import { S6 } from './S6.js';
import { F1 } from './F1.js';
import { E1 } from './E1.js';
import { E2 } from './E2.js';
import { E3 } from './E3.js';
import { X1 } from './X1.js';
import { X2 } from './X2.js';
import { X3 } from './X3.js';
import { X4 } from './X4.js';
import { X5 } from './X5.js';
import { R1 } from './R1.js';
import { R2 } from './R2.js';
import { R3 } from './R3.js';
import { T1 } from './T1.js';
import { T2 } from './T2.js';
import { T3 } from './T3.js';
import { T4 } from './T4.js';
import { T5 } from './T5.js';
import { T6 } from './T6.js';
import { T7 } from './T7.js';
import { C1 } from './C1.js';
import { C2 } from './C2.js';
import { C3 } from './C3.js';
import { C4 } from './C4.js';
import { C5 } from './C5.js';
import { C6 } from './C6.js';
import { M1 } from './M1.js';
import { M2 } from './M2.js';
import { P1 } from './P1.js';
import { P2 } from './P2.js';
import { P3 } from './P3.js';
import { P4 } from './P4.js';
import { Z1 } from './Z1.js';
import { Z2 } from './Z2.js';
import { Z3 } from './Z3.js';
import { Z4 } from './Z4.js';

/** Every rule, in the catalogue's order. */
export const rules: readonly Rule[] = [
  U1, U2,
  N1, N2,
  B1,
  W1, W2, W3, W4, W5, W6,
  G1, G2, G3,
  S1, S2, S3, S4, S5, S6,
  F1,
  E1, E2, E3,
  X1, X2, X3, X4, X5,
  R1, R2, R3,
  T1, T2, T3, T4, T5, T6, T7,
  C1, C2, C3, C4, C5, C6,
  M1, M2,
  P1, P2, P3, P4,
  Z1, Z2, Z3, Z4,
];
