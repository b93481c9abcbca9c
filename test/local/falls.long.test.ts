import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Me } from "#contract/accounts";
import type { Style, StyleDetail, StyleList } from "#contract/styles";
import type { TrainAccepted, Training } from "#contract/training";
import { enter } from "../../local/demo/account.ts";
import { upload } from "../../local/demo/upload.ts";
import { paintFew } from "../journeys/originals.ts";
import { type RaisedSite, raiseSite } from "../journeys/raise.ts";

let site: RaisedSite;

/** A fall is noticed within 5 s, and a start takes 3 s on two idle cores; these run on busy ones. */
const BACK_MS = 30_000;

interface Process {
  pid: number;
  parent: number;
  name: string;
  command: string;
}

function processes(): Process[] {
  return readdirSync("/proc").flatMap((entry) => {
    try {
      const [, name = "", parent = ""] =
        /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${entry}/stat`, "utf8")) ?? [];
      const command = readFileSync(`/proc/${entry}/cmdline`, "utf8").replaceAll("\0", " ");
      return name ? [{ pid: Number(entry), parent: Number(parent), name, command }] : [];
    } catch {
      return [];
    }
  });
}

/** Everything this run's supervisor has started, so that no other stack on the machine is touched. */
function family(): Process[] {
  const all = processes();
  const children = (parent: number): Process[] =>
    all.filter((process) => process.parent === parent).flatMap((process) => [process, ...children(process.pid)]);
  return children(site.supervisor);
}

async function answersAgain(): Promise<number> {
  const start = Date.now();
  while (Date.now() - start < BACK_MS) {
    await sleep(200);
    const answer = await fetch(`${site.url}/api/health`, { signal: AbortSignal.timeout(1_000) }).catch(() => null);
    if (answer?.ok) return Date.now() - start;
  }
  throw new Error(`The site did not come back within ${BACK_MS / 1_000} s.`);
}

describe.runIf(process.platform === "linux")("a stack", { timeout: 300_000 }, () => {
  beforeAll(async () => {
    site = await raiseSite({ PROOF_SIDE: "0" });
  }, 120_000);
  afterAll(() => site?.fell());

  it("comes back with its state when its runtime is killed", async () => {
    const { client } = await enter(site.url, undefined);
    const style = await client.send<Style>("POST", "/api/styles", { name: "Survivor" });
    for (const { pid } of family().filter(({ name }) => name === "workerd")) process.kill(pid, "SIGKILL");
    const took = await answersAgain();
    console.log(`The site answered again ${(took / 1_000).toFixed(1)} s after its runtime was killed.`);
    const { styles } = await client.get<StyleList>("/api/styles");
    expect(styles.map(({ id }) => id)).toEqual([style.id]);
  });

  it("brings a training to an end when the engine is killed in the middle of it", async () => {
    const { client } = await enter(site.url, undefined);
    const before = await client.get<Me>("/api/auth/me");
    const style = await client.send<Style>("POST", "/api/styles", { name: "Interrupted" });
    await upload(client, style.id, await paintFew(), () => {});
    await client.send<TrainAccepted>("POST", `/api/styles/${style.id}/train`, { config: { steps: 300 } });
    const read = () => client.get<Training>(`/api/styles/${style.id}/training`);

    let training = await read();
    for (; training.startedAt === null; training = await read()) await sleep(200);
    const engine = family().find(({ command }) => command.includes("engine/server.ts"));
    process.kill(engine?.pid ?? 0, "SIGKILL");

    for (; !["COMPLETED", "FAILED"].includes(training.status); training = await read()) await sleep(500);
    const { status, model } = await client.get<StyleDetail>(`/api/styles/${style.id}`);
    const after = await client.get<Me>("/api/auth/me");
    const spent = before.subscription.trainingCredits - after.subscription.trainingCredits;
    if (training.status === "COMPLETED") {
      expect({ status, spent, kept: model?.trainingId }).toEqual({ status: "TRAINED", spent: 1, kept: training.id });
    } else {
      expect({ status, spent, kept: model }).toEqual({ status: "FAILED", spent: 0, kept: null });
      expect(training.errorMessage).toBeTruthy();
    }
  });
});
