// What was noted and is not known to be on the server yet: kept on this device, each entry for the person who noted it.
const DATABASE = "samenwijzer";
const STORE = "captures";
let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore(STORE, { keyPath: "place", autoIncrement: true });
      store.createIndex("person", "person");
      store.createIndex("uid", "uid", { unique: true });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function inStore(mode, work) {
  const transaction = (await database()).transaction(STORE, mode);
  const store = transaction.objectStore(STORE);
  return new Promise((resolve, reject) => {
    let answer;
    work(store, (value) => { answer = value; });
    transaction.oncomplete = () => resolve(answer);
    transaction.onabort = () => reject(transaction.error);
  });
}

// An entry whose uid waits already is left as it is. An entry holds person, uid, address, fields, said and seenAt.
export function add(entry) {
  return inStore("readwrite", (store) => {
    store.index("uid").getKey(entry.uid).onsuccess = (event) => { if (event.target.result === undefined) store.add(entry); };
  });
}

// The entries of one person, in the order they were noted.
export function entriesOf(person) {
  return inStore("readonly", (store, give) => {
    store.index("person").getAll(person).onsuccess = (event) => give(event.target.result);
  });
}

export function remove(uid) {
  return inStore("readwrite", (store) => {
    store.index("uid").getKey(uid).onsuccess = (event) => { if (event.target.result !== undefined) store.delete(event.target.result); };
  });
}

// The server will never take this entry; it stays until its person read so.
export function markRefused(entry) {
  return inStore("readwrite", (store) => store.put({ ...entry, refused: true }));
}

export async function wipe(person) {
  for (const entry of await entriesOf(person)) await remove(entry.uid);
}
