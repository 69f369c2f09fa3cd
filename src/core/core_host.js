// @ts-self-types="./core_host.d.ts"
let host;

export function withHost(next, run) {
  const before = host;
  host = next;
  try {
    return run();
  } finally {
    host = before;
  }
}

export function fillRandom(address, length) {
  host.fillRandom(address, length);
}

export function begin(address, count) {
  host.begin(address, count);
}

export function emit(party, address, length) {
  host.emit(party, address, length);
}
