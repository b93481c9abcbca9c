import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "../../web/api.ts";

/** The neighbours, with a journal of what they were asked. */
const journal: string[] = [];
const answers: Record<"presign" | "send" | "confirm", (name: string) => unknown> = {
  presign: () => undefined,
  send: () => undefined,
  confirm: () => undefined,
};
let images = 0;
const opened = { state: { images: {} as Record<string, { position: number }> }, tell: vi.fn() };
const orphans: unknown[] = [];

vi.mock("../../web/accounts/session.ts", () => ({ me: () => ({ user: { id: "ada" } }) }));
vi.mock("../../web/live/style-live.ts", () => ({ openedStyle: () => opened }));
vi.mock("../../web/images/shelter.ts", () => ({
  adopt: async () => orphans,
  shelter: async ({ name, position }: { name: string; position: number }) =>
    void journal.push(`shelter ${name} ${position}`),
  shelterLink: async () => undefined,
  unshelter: async (keys: string[]) => void journal.push(`unshelter ${keys.length}`),
}));
vi.mock("../../web/images/send-file.ts", () => ({
  SendStopped: class SendStopped extends Error {},
  sendFile: async (url: string, file: File) => {
    journal.push(`send ${file.name} ${url}`);
    const trouble = answers.send(file.name);
    if (trouble) throw trouble;
  },
}));
vi.mock("../../web/api.ts", async (original) => ({
  ...(await original<typeof import("../../web/api.ts")>()),
  api: {
    presign: async ({ filename, position }: { filename: string; position: number }) => {
      journal.push(`presign ${filename} ${position}`);
      const trouble = answers.presign(filename);
      if (trouble) throw trouble;
      images += 1;
      return { imageId: `i${images}`, uploadUrl: `/u/${images}` };
    },
    confirm: async (_: string, { imageId }: { imageId: string }) => {
      journal.push(`confirm ${imageId}`);
      const trouble = answers.confirm(imageId);
      if (trouble) throw trouble;
      return { id: imageId };
    },
  },
}));

type Uploader = typeof import("../../web/images/uploader.ts");
let uploader: Uploader;
let style = 0;
let online = true;
const listeners = new Map<string, () => void>();

beforeEach(async () => {
  vi.useRealTimers();
  vi.stubGlobal("addEventListener", (name: string, act: () => void) => listeners.set(name, act));
  vi.stubGlobal("navigator", {
    get onLine() {
      return online;
    },
  });
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => "blob:preview");
  vi.resetModules();
  uploader = await import("../../web/images/uploader.ts");
  style += 1;
  images = 0;
  online = true;
  journal.length = 0;
  orphans.length = 0;
  opened.state.images = {};
  opened.tell.mockClear();
  for (const step of ["presign", "send", "confirm"] as const) answers[step] = () => undefined;
});

// What still waits for its turn would come back a minute later, in another file's time.
afterEach(() => uploader.dropUploads(uploader.uploadsOf(styleId()).map(({ key }) => key)));

const files = (...names: string[]) => names.map((name) => new File([name], name, { type: "image/jpeg" }));
const styleId = () => `s${style}`;
const phases = () => uploader.uploadsOf(styleId()).map(({ name, phase }) => `${name} ${phase}`);
const settled = (check: () => void) => vi.waitFor(check, { timeout: 3_000, interval: 5 });
const once = (trouble: unknown) => {
  let left = 1;
  return () => (left-- > 0 ? trouble : undefined);
};

describe("the uploader", () => {
  it("sends what was chosen, in the order chosen, after what hangs already", async () => {
    opened.state.images = { x: { position: 6 } };
    expect(uploader.addFiles(styleId(), files("b.jpg", "a.jpg"), 40)).toEqual([]);
    await settled(() => expect(uploader.uploadsOf(styleId())).toEqual([]));
    expect(journal.filter((line) => line.startsWith("presign"))).toEqual(["presign b.jpg 7", "presign a.jpg 8"]);
    expect(journal).toEqual(
      expect.arrayContaining(["shelter b.jpg 7", "send b.jpg /u/1", "confirm i1", "unshelter 1"]),
    );
    expect(opened.tell).toHaveBeenCalledWith({ type: "image", image: { id: "i1" } });
  });

  it("does not take a file twice that is on its way, nor more than there is room for", async () => {
    answers.presign = () => new ApiProblem("later", "RATE_LIMITED", 429, undefined, {}, 60);
    uploader.addFiles(styleId(), files("a.jpg"), 2);
    const refused = uploader.addFiles(styleId(), files("a.jpg", "b.jpg", "c.jpg"), 2);
    expect(refused).toEqual(["A style takes 40 pictures. Left out: c.jpg."]);
    expect(uploader.uploadsOf(styleId()).map(({ name }) => name)).toEqual(["a.jpg", "b.jpg"]);
  });

  it("asks whether the bytes arrived before it sends them again", async () => {
    answers.send = once(new ApiProblem("blink", "OFFLINE", 0));
    uploader.addFiles(styleId(), files("a.jpg"), 40);
    await settled(() => expect(uploader.uploadsOf(styleId())).toEqual([]));
    expect(journal.filter((line) => /^(send|confirm|presign)/.test(line))).toEqual([
      "presign a.jpg 0",
      "send a.jpg /u/1",
      "confirm i1",
    ]);
  });

  it("sends again when nothing arrived, and asks for another link when the first is over", async () => {
    answers.send = once(new ApiProblem("blink", "OFFLINE", 0));
    answers.confirm = once(new ApiProblem("not there", "NOT_UPLOADED", 409));
    uploader.addFiles(styleId(), files("a.jpg"), 40);
    await settled(() => expect(uploader.uploadsOf(styleId())).toEqual([]));
    expect(journal.filter((line) => line.startsWith("send"))).toHaveLength(2);

    answers.send = once(new ApiProblem("over", "UPLOAD_LINK_EXPIRED", 403));
    uploader.addFiles(styleId(), files("b.jpg"), 40);
    await settled(() => expect(uploader.uploadsOf(styleId())).toEqual([]));
    expect(journal.filter((line) => line.startsWith("presign b"))).toHaveLength(2);
  });

  it("says why a file cannot hang, tries it again when told, and leaves it out when told", async () => {
    answers.send = (name) =>
      name === "bad.jpg" ? new ApiProblem("Save it as JPEG.", "UNSUPPORTED_IMAGE", 415) : undefined;
    uploader.addFiles(styleId(), files("bad.jpg", "good.jpg"), 40);
    await settled(() => expect(phases()).toEqual(["bad.jpg failed", "good.jpg done"]));
    const [bad] = uploader.uploadsOf(styleId());
    expect(bad).toMatchObject({ problem: "Save it as JPEG.", position: 0 });
    answers.send = () => undefined;
    uploader.retryUploads([bad?.key ?? ""]);
    await settled(() => expect(uploader.uploadsOf(styleId())).toEqual([]));
    expect(journal.filter((line) => line.startsWith("presign bad"))).toEqual([
      "presign bad.jpg 0",
      "presign bad.jpg 0",
    ]);

    answers.send = () => new ApiProblem("no", "UNSUPPORTED_IMAGE", 415);
    uploader.addFiles(styleId(), files("worse.jpg"), 40);
    await settled(() => expect(phases()).toEqual(["worse.jpg failed"]));
    uploader.dropUploads(uploader.uploadsOf(styleId()).map(({ key }) => key));
    expect(phases()).toEqual([]);
  });

  it("gives up on a file that is cut short on the disk, after a second look", async () => {
    answers.send = () => new ApiProblem("It ends too early.", "FILE_TRUNCATED", 400);
    vi.useFakeTimers();
    uploader.addFiles(styleId(), files("cut.jpg"), 40);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(journal.filter((line) => line.startsWith("send"))).toHaveLength(3);
    expect(phases()).toEqual(["cut.jpg failed"]);
  });

  it("waits for the network and goes on by itself", async () => {
    online = false;
    uploader.addFiles(styleId(), files("a.jpg"), 40);
    expect(journal).toEqual(["shelter a.jpg 0"]);
    online = true;
    listeners.get("online")?.();
    await settled(() => expect(uploader.uploadsOf(styleId())).toEqual([]));
  });

  it("goes on after a reload with what the browser kept, at its places, and names what it could not keep", async () => {
    const [kept] = files("kept.jpg");
    const common = { userId: "ada", styleId: styleId(), size: 8, tab: "t" };
    orphans.push(
      {
        ...common,
        key: "k",
        name: "kept.jpg",
        position: 5,
        file: kept,
        link: { imageId: "i9", uploadUrl: "/u/9", until: 0 },
      },
      { ...common, key: "l", name: "lost.jpg", position: 6, file: null, link: null },
    );
    await uploader.resumeUploads("ada");
    await settled(() => expect(uploader.uploadsOf(styleId())).toEqual([]));
    // It may have arrived before the page ended: asked first, not sent.
    expect(journal.filter((line) => /^(send|confirm|presign)/.test(line))).toEqual(["confirm i9"]);
    expect(uploader.missingOf(styleId()).map(({ name }) => name)).toEqual(["lost.jpg"]);
    uploader.addFiles(styleId(), files("lost.jpg"), 40);
    expect(uploader.missingOf(styleId())).toEqual([]);
  });
});
