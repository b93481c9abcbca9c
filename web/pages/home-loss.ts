/** Mean loss at each fiftieth of 1,000 steps from the 45th on, of the training that painted Home's proof sheet, as `npm run engine:proofs` printed it. */
export const learned: readonly number[] = [
  0.0564, 0.0505, 0.0469, 0.045, 0.0436, 0.0426, 0.0419, 0.0414, 0.0408, 0.0403, 0.0399, 0.0395, 0.0393, 0.039, 0.0387,
  0.0384, 0.0382, 0.038, 0.0378, 0.0376,
];
