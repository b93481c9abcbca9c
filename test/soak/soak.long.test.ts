import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { freePorts } from "../journeys/ports.ts";
import { soak } from "./round.ts";

/** The short form of `npm run soak`: this seed kills the engine, then the Worker while it keeps a picture and while it holds a credit. */
const [SEED, KILLS] = [8, 3];

it.runIf(process.platform === "linux")(
  "keeps every law through kills and a misbehaving provider",
  { timeout: 300_000 },
  async () => {
    const [port = 0, enginePort = 0] = await freePorts(2);
    const folder = mkdtempSync(path.join(tmpdir(), "artistcloner-soak-"));
    const result = await soak({ seed: SEED, kills: KILLS, artists: 2, port, enginePort, folder }, console.log);
    expect(result.violations).toEqual([]);
    expect(result.recovery).toHaveLength(KILLS);
    rmSync(folder, { recursive: true, force: true });
  },
);
