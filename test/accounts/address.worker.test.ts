import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { newArtist, registeredArtist, unique } from "../worker/artist.ts";
import { siteWith } from "../worker/site.ts";

const site = siteWith({ MAIL_FROM: "studio@artistcloner.test" });
const network = () => ({ "CF-Connecting-IP": unique().network });
const code = async (answer: Response) => [answer.status, (await answer.json<{ code: string }>()).code];

interface Someone {
  id: string;
  token: string;
  email: string;
}

const ask = ({ token }: Pick<Someone, "token">, body: unknown) =>
  site.json("PUT", "/api/account/address", body, { Authorization: `Bearer ${token}`, ...network() });
const use = (token: string) => site.json("POST", "/api/auth/confirm-address", { token }, network());
const open = (token: string, password = "a new sentence") =>
  site.json("POST", "/api/auth/reset-password", { token, password }, network());
const addressOf = async ({ id }: Pick<Someone, "id">) =>
  (await env.DB.prepare("SELECT email FROM users WHERE id = ?").bind(id).first<string>("email")) ?? "";
const prove = ({ id }: Pick<Someone, "id">) =>
  env.DB.prepare("UPDATE users SET email_verified_at = 1 WHERE id = ?").bind(id).run();
const linkIn = async (email: string, subject: string) => {
  const letter = (await site.mailsTo(email)).findLast((one) => one.subject === subject);
  return /#([\w-]{43})/.exec(letter?.text ?? "")?.[1] ?? "";
};

/** Moves to an address nobody has; answers the link that used to move and the one that takes it back. */
async function move(artist: Someone, current?: string) {
  const { email } = unique();
  expect((await ask(artist, { email, ...(current && { current }) })).status).toBe(202);
  const moved = await linkIn(email, "Confirm your new address");
  expect((await use(moved)).status).toBe(200);
  return { email, moved, back: await linkIn(artist.email, "Your address was changed") };
}

describe("another address", () => {
  it("is asked first and takes over when its link is used, once; the one before is told", async () => {
    const artist = await registeredArtist();
    await prove(artist);
    const { email } = unique();
    expect(await code(await ask(artist, { email, current: "wrong" }))).toEqual([400, "INVALID_INPUT"]);
    expect(await code(await ask(artist, { email }))).toEqual([400, "INVALID_INPUT"]);
    expect((await site.mailsTo(email)).length).toBe(0);
    expect((await ask(artist, { email: ` ${email.toUpperCase()}`, current: "correct horse" })).status).toBe(202);
    expect(await addressOf(artist)).toBe(artist.email);
    expect((await site.mailsTo(artist.email)).map(({ subject }) => subject)).not.toContain("Your address was changed");

    const token = await linkIn(email, "Confirm your new address");
    const both = await Promise.all([use(token), use(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await addressOf(artist)).toBe(email);
    const told = (await site.mailsTo(artist.email)).filter(({ subject }) => subject === "Your address was changed");
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain(email);
    const login = (address: string) =>
      site.json("POST", "/api/auth/login", { email: address, password: "correct horse" }, network());
    expect([(await login(email)).status, (await login(artist.email)).status]).toEqual([200, 401]);
    expect((await site.send("/api/auth/me", { headers: { Authorization: `Bearer ${artist.token}` } })).status).toBe(
      200,
    );
  });

  it("cannot be the same, nor one that is somebody's, then or meanwhile", async () => {
    const [artist, other] = [await newArtist(), await newArtist()];
    expect(await code(await ask(artist, { email: artist.email }))).toEqual([400, "INVALID_INPUT"]);
    expect(await code(await ask(artist, { email: other.email }))).toEqual([400, "EMAIL_TAKEN"]);
    const { email } = unique();
    await ask(artist, { email });
    await env.DB.prepare("UPDATE users SET email = ? WHERE id = ?").bind(email, other.id).run();
    expect(await code(await use(await linkIn(email, "Confirm your new address")))).toEqual([400, "EMAIL_TAKEN"]);
    expect(await addressOf(artist)).toBe(artist.email);
  });

  it("that was asked first counts no more when another is asked, or the password is reset", async () => {
    const artist = await newArtist();
    const [first, second] = [unique().email, unique().email];
    await ask(artist, { email: first });
    const old = await linkIn(first, "Confirm your new address");
    await ask(artist, { email: second });
    expect(await code(await use(old))).toEqual([400, "MAIL_LINK_INVALID"]);
    await site.json("POST", "/api/auth/forgot-password", { email: artist.email }, network());
    expect((await open(await linkIn(artist.email, "Choose a new password"))).status).toBe(200);
    expect(await code(await use(await linkIn(second, "Confirm your new address")))).toEqual([400, "MAIL_LINK_INVALID"]);
    expect(await addressOf(artist)).toBe(artist.email);
  });

  it("is not told to an address that nobody proved: it may be a stranger's", async () => {
    const artist = await newArtist();
    const { email, back } = await move(artist);
    expect([await addressOf(artist), back, await site.mailsTo(artist.email)]).toEqual([email, "", []]);
  });

  it("opens nothing by its own link: moving is not resetting", async () => {
    const artist = await newArtist();
    const { email } = unique();
    await ask(artist, { email });
    expect(await code(await open(await linkIn(email, "Confirm your new address")))).toEqual([400, "MAIL_LINK_INVALID"]);
  });
});

describe("taking an address back", () => {
  it("gives the account to who had it, alone, and once", async () => {
    const artist = await registeredArtist();
    await prove(artist);
    const { email, back } = await move(artist, "correct horse");
    const thief =
      "INSERT INTO identities (provider, subject, user_id, email, created_at) VALUES ('google', ?, ?, 'x@example.com', 1)";
    await env.DB.prepare(thief).bind(crypto.randomUUID(), artist.id).run();
    expect(await code(await use(back))).toEqual([400, "MAIL_LINK_INVALID"]);

    expect((await open(back)).status).toBe(200);
    expect(await addressOf(artist)).toBe(artist.email);
    const left = await env.DB.prepare("SELECT count(*) AS n FROM identities WHERE user_id = ?")
      .bind(artist.id)
      .first("n");
    expect(left).toBe(0);
    const me = await site.send("/api/auth/me", { headers: { Authorization: `Bearer ${artist.token}` } });
    expect(me.status).toBe(401);
    const login = (address: string, password: string) =>
      site.json("POST", "/api/auth/login", { email: address, password }, network());
    expect((await login(email, "correct horse")).status).toBe(401);
    expect((await login(artist.email, "a new sentence")).status).toBe(200);
    expect(await code(await open(back))).toEqual([400, "MAIL_LINK_INVALID"]);
  });

  it("fails when somebody else has the address by now, and changes nothing", async () => {
    const [artist, other] = [await newArtist(), await newArtist()];
    await prove(artist);
    const { email, back } = await move(artist);
    await env.DB.prepare("UPDATE users SET email = ? WHERE id = ?").bind(artist.email, other.id).run();
    expect(await code(await open(back))).toEqual([400, "EMAIL_TAKEN"]);
    expect(await addressOf(artist)).toBe(email);
  });
});

describe("a name or an address with a line break", () => {
  it("writes no header of its own", async () => {
    const artist = await newArtist();
    await prove(artist);
    // No form lets it in; should it stand in a row all the same, the letter holds.
    const name = "Ada\r\nBcc: victim@example.com\r\n\r\nBuy this";
    await env.DB.prepare("UPDATE users SET name = ? WHERE id = ?").bind(name, artist.id).run();
    for (const email of ["a@example.com\nBcc: v@example.com", "a@example.com, v@example.com", "a@b@example.com"]) {
      expect(await code(await ask(artist, { email }))).toEqual([400, "INVALID_INPUT"]);
    }
    const { email } = await move(artist);
    const [letter] = await site.mailsTo(email);
    expect(letter?.bcc ?? []).toEqual([]);
    expect(letter?.headers.map(({ key }) => key)).not.toContain("bcc");
    expect(letter?.to?.map(({ address }) => address)).toEqual([email]);
  });
});
