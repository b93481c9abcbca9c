import { expect } from "vitest";
import { createFile, idOf } from "./acts.ts";
import type { Case } from "./case.ts";
import { file, holdsJson, holdsProblem, page } from "./shapes.ts";

export const filesCases: Case[] = [
  {
    name: "keeps a file",
    recording: "file-operations, create",
    live: "never",
    exchange: createFile,
    check: (answer) => holdsJson(answer, 201, file),
  },
  {
    name: "shows a file",
    recording: "file-operations, get",
    live: "never",
    exchange: async (world) => world.ask("GET", `/files/${idOf(await createFile(world))}`),
    check: (answer) => holdsJson(answer, 200, file),
  },
  {
    name: "lists files by the page",
    recording: "file-operations, list",
    live: "never",
    exchange: async (world) => {
      await createFile(world);
      return world.ask("GET", "/files");
    },
    check: (answer) => holdsJson(answer, 200, page(file)),
  },
  {
    name: "deletes a file",
    recording: "file-operations, delete",
    live: "never",
    exchange: async (world) => world.ask("DELETE", `/files/${idOf(await createFile(world))}`),
    check: (answer) => expect(answer).toMatchObject({ status: 204, body: undefined }),
  },
  {
    name: "does not know a file that is not there",
    recording: null,
    source: "openapi.json, /files/{file_id}/download",
    live: "free",
    exchange: (world) => world.ask("GET", "/files/surely-nothing-of-this-name"),
    check: (answer) => holdsProblem(answer, 404, { detail: expect.any(String) }),
  },
];
