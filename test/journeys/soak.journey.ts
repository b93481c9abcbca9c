import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { soak } from "../soak/round.ts";
import { freePorts } from "./ports.ts";

/** The short form of `npm run soak`. */
const KILLS = 4;

it.runIf(process.platform === "linux")("keeps every law through kills and a misbehaving provider", async () => {
  const [port = 0, enginePort = 0] = await freePorts(2);
  const folder = mkdtempSync(path.join(tmpdir(), "artistcloner-soak-"));
  const result = await soak({ seed: 1, kills: KILLS, artists: 2, port, enginePort, folder }, console.log);
  expect(result.violations).toEqual([]);
  expect(result.recovery).toHaveLength(KILLS);
  rmSync(folder, { recursive: true, force: true });
});
