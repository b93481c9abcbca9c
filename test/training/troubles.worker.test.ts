import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliver, FakeReplicate, tapQueue } from "../worker/replicate.ts";
import { rewind } from "../worker/room.ts";
import { soon } from "../worker/soon.ts";
import { balanceOf, brokenBooks, newStudio, type Studio } from "../worker/studio.ts";
import { log, only, startTraining, training } from "../worker/trainings.ts";

const replicate = new FakeReplicate();
beforeAll(() => replicate.install());
afterAll(() => replicate.leave());

describe("what goes wrong", () => {
  const fail = async (studio: Studio, id: string, error: string) => {
    await tapQueue("training", studio.styleId, id);
    const run = replicate.bought(id).at(-1)!;
    run.status = "failed";
    run.error = error;
    await deliver(run);
  };

  it("buys once more after a fault of the provider, then fails and refunds", async () => {
    const studio = await newStudio();
    const id = await startTraining(studio);
    await fail(studio, id, "E6716: timeout starting");
    expect(await training(studio)).toMatchObject({ status: expect.stringMatching(/QUEUED|PROCESSING/) });
    await fail(studio, id, "E6716: timeout starting");
    expect(replicate.bought(id)).toHaveLength(2);
    expect(await training(studio)).toMatchObject({
      status: "FAILED",
      errorMessage: "The provider had a fault while running this. Your credit was returned.",
    });
    expect(await balanceOf(studio.artist)).toMatchObject({ trainingCredits: 1 });
    expect(await brokenBooks(studio.artist)).toEqual([]);
  });

  it("waits out a throttle and is never charged twice", async () => {
    const studio = await newStudio();
    const id = await startTraining(studio);
    replicate.mischief = [429];
    await tapQueue("training", studio.styleId, id);
    expect(replicate.bought(id)).toHaveLength(0);
    await tapQueue("training", studio.styleId, id);
    only(replicate.bought(id));
  });

  it("finds the run whose yes was lost, by its webhook or in the provider's list", async () => {
    const byHook = await newStudio();
    const first = await startTraining(byHook);
    replicate.mischief = ["lost"];
    await tapQueue("training", byHook.styleId, first);
    const run = only(replicate.bought(first));
    run.status = "processing";
    run.logs = log(10);
    await deliver(run);
    expect(await training(byHook)).toMatchObject({ status: "PROCESSING", currentStep: 10 });

    const byList = await newStudio();
    const second = await startTraining(byList);
    replicate.mischief = ["lost"];
    await tapQueue("training", byList.styleId, second);
    only(replicate.bought(second)).status = "processing";
    await rewind(byList.styleId);
    await soon(async () => expect(await training(byList)).toMatchObject({ status: "PROCESSING" }));
    only(replicate.bought(second));
  });

  it("gives up a run nobody has heard of, rather than buy it twice", async () => {
    const studio = await newStudio();
    const id = await startTraining(studio);
    replicate.mischief = ["unheard"];
    await tapQueue("training", studio.styleId, id);
    await rewind(studio.styleId);
    await rewind(studio.styleId);
    await soon(async () => expect(await training(studio)).toMatchObject({ status: "FAILED" }));
    expect(replicate.bought(id)).toHaveLength(0);
    expect(await balanceOf(studio.artist)).toMatchObject({ trainingCredits: 1 });
  });

  it("asks when webhooks are lost", async () => {
    const studio = await newStudio();
    const id = await startTraining(studio);
    await tapQueue("training", studio.styleId, id);
    const run = only(replicate.bought(id));
    run.status = "processing";
    run.logs = log(300);
    await rewind(studio.styleId);
    await soon(async () => expect(await training(studio)).toMatchObject({ currentStep: 300 }));
  });

  it("fails, refunds and cancels at the deadline", async () => {
    const studio = await newStudio();
    const id = await startTraining(studio);
    await tapQueue("training", studio.styleId, id);
    await rewind(studio.styleId, 11_000_000);
    expect(await training(studio)).toMatchObject({
      status: "FAILED",
      errorMessage: "This training took longer than its time limit. Your credit was returned.",
    });
    await soon(() => expect(only(replicate.bought(id)).status).toBe("canceled"));
    expect(await balanceOf(studio.artist)).toMatchObject({ trainingCredits: 1 });
  });

  it("fails and refunds what ends in the dead-letter queue", async () => {
    const studio = await newStudio();
    const id = await startTraining(studio);
    await tapQueue("training", studio.styleId, id, "training-jobs-dead");
    expect(await training(studio)).toMatchObject({ status: "FAILED" });
    expect(await balanceOf(studio.artist)).toMatchObject({ trainingCredits: 1 });
  });
});
