/** Mean loss at each fiftieth of 1,000 steps from the 45th on, of the training that painted Home's proof sheet, as `npm run engine:proofs` printed it. */
export const learned: readonly number[] = [
  0.0529, 0.0478, 0.0447, 0.0428, 0.0416, 0.0403, 0.0395, 0.039, 0.0384, 0.038, 0.0374, 0.037, 0.0367, 0.0364, 0.0361,
  0.0358, 0.0356, 0.0353, 0.0351, 0.035,
];
