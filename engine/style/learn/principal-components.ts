import { random } from "../pixels/random.ts";
import { type Basis, patchDimensions, patchLength } from "./patches.ts";

/**
 * Principal directions of patches by orthogonal iteration on their covariance.
 * @param samples rows of `patchLength` values
 * @returns the basis, and the mean squared length of what it leaves out
 */
export function principalComponents(samples: Float32Array): Basis & { residual: number } {
  const count = samples.length / patchLength;
  const mean = new Float32Array(patchLength);
  for (let i = 0; i < samples.length; i++) mean[i % patchLength] += samples[i] / count;
  const covariance = covarianceOf(samples, mean);
  let total = 0;
  for (let i = 0; i < patchLength; i++) total += covariance[i * patchLength + i];
  const next = random(7);
  const basis = Float64Array.from({ length: patchDimensions * patchLength }, () => next() - 0.5);
  let kept = 0;
  for (let round = 0; round < 30; round++) {
    kept = 0;
    const turned = multiply(covariance, basis);
    for (let d = 0; d < patchDimensions; d++) kept += orthonormalise(turned, d);
    basis.set(turned);
  }
  return { mean, basis: Float32Array.from(basis), residual: Math.max(0, total - kept) };
}

function covarianceOf(samples: Float32Array, mean: Float32Array): Float64Array {
  const count = samples.length / patchLength;
  const covariance = new Float64Array(patchLength * patchLength);
  const centred = new Float64Array(patchLength);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < patchLength; k++) centred[k] = samples[i * patchLength + k] - mean[k];
    for (let a = 0; a < patchLength; a++) {
      for (let b = 0, o = a * patchLength; b < patchLength; b++, o++)
        covariance[o] += (centred[a] * centred[b]) / count;
    }
  }
  return covariance;
}

function multiply(matrix: Float64Array, rows: Float64Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (let d = 0; d < patchDimensions; d++) {
    for (let a = 0; a < patchLength; a++) {
      let sum = 0;
      for (let b = 0; b < patchLength; b++) sum += matrix[a * patchLength + b] * rows[d * patchLength + b];
      out[d * patchLength + a] = sum;
    }
  }
  return out;
}

/** Makes row `d` a unit vector orthogonal to the rows before it; returns its former length, an eigenvalue in the end. */
function orthonormalise(rows: Float64Array, d: number): number {
  const own = rows.subarray(d * patchLength, (d + 1) * patchLength);
  for (let e = 0; e < d; e++) {
    const other = rows.subarray(e * patchLength, (e + 1) * patchLength);
    let dot = 0;
    for (let k = 0; k < patchLength; k++) dot += own[k] * other[k];
    for (let k = 0; k < patchLength; k++) own[k] -= dot * other[k];
  }
  const length = Math.hypot(...own);
  if (length > 1e-9) for (let k = 0; k < patchLength; k++) own[k] /= length;
  return length;
}
