/** A folder may hold a life's work; nobody means to drop more than this. */
const MOST = 200;

function read(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile)
    return new Promise((resolve) =>
      (entry as FileSystemFileEntry).file(
        (file) => resolve([file]),
        () => resolve([]),
      ),
    );
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const more = (found: FileSystemEntry[]): Promise<FileSystemEntry[]> =>
    new Promise((resolve) =>
      reader.readEntries(
        (batch) => resolve(batch.length === 0 || found.length > MOST ? found : more([...found, ...batch])),
        () => resolve(found),
      ),
    );
  return more([]).then(async (entries) => (await Promise.all(entries.map(read))).flat());
}

/** The files of a drop, those in dropped folders too, hidden ones left out. */
export async function filesOf(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry != null);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const found = (await Promise.all(entries.map(read))).flat();
  return found.filter(({ name }) => !name.startsWith(".")).slice(0, MOST);
}
