"""The lot of docs/adr/0014-the-lot.md, worked out from RFC 8032 and RFC 9380 with nothing but Python's own library.

Written apart from protocol/: `python3 lot.py` writes lot.json, the known answers that the tests hold protocol/lot.ts to.
It is slow and not in constant time: for test keys only.
"""

import base64, hashlib, json, pathlib

p = 2**255 - 19
q = 2**252 + 27742317777372353535851937790883648493
d = -121665 * pow(121666, -1, p) % p
J = 486662  # Curve25519: t^2 = s^3 + J s^2 + s
ROOT_M1 = pow(2, (p - 1) // 4, p)
DOMAIN = b"quorate-lot-V01-with-edwards25519_XMD:SHA-512_ELL2_RO_"


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


# RFC 8032, 5.1.4: the twisted Edwards curve, by its complete affine law.
def add(P, Q):
    (x1, y1), (x2, y2) = P, Q
    k = d * x1 * x2 * y1 * y2
    x3 = (x1 * y2 + y1 * x2) * pow(1 + k, -1, p)
    y3 = (y1 * y2 + x1 * x2) * pow(1 - k, -1, p)
    return x3 % p, y3 % p


def power(P, n):
    total = (0, 1)
    while n > 0:
        if n & 1:
            total = add(total, P)
        P, n = add(P, P), n >> 1
    return total


def root(a):
    """A square root modulo p; None where there is none."""
    r = pow(a, (p + 3) // 8, p)
    for candidate in (r, r * ROOT_M1 % p):
        if candidate * candidate % p == a % p:
            return candidate
    return None


def spelt(P):
    """Belenios 5.2.1: compress(x, y) as a number, 64 hexadecimal digits."""
    x, y = P
    return f"{y | (x & 1) << 255:064x}"


def read(text):
    number = int(text, 16)
    y, odd = number & (2**255 - 1), number >> 255
    x = root((y * y - 1) * pow(d * y * y + 1, -1, p))
    return (x if x & 1 == odd else p - x), y


# RFC 9380, 5.3.1, 5.2, 6.7.1, 6.8.2 and 3.
def expand(message, domain, length):
    suffix = domain + bytes([len(domain)])
    first = hashlib.sha512(bytes(128) + message + length.to_bytes(2, "big") + b"\0" + suffix).digest()
    block, out = hashlib.sha512(first + b"\1" + suffix).digest(), b""
    for turn in range(2, length // 64 + 3):
        out += block
        block = hashlib.sha512(bytes(a ^ b for a, b in zip(first, block)) + bytes([turn]) + suffix).digest()
    return out[:length]


def elligator(u):
    """A field element to Curve25519, and from there to edwards25519."""
    x1 = -J * pow(1 + 2 * u * u, -1, p) % p
    curve = lambda s: (s * s * s + J * s * s + s) % p
    t = root(curve(x1))
    if t is not None:
        s, t = x1, t if t & 1 else p - t
    else:
        s = (-x1 - J) % p
        t = root(curve(s))
        t = p - t if t & 1 else t
    scale = root(-486664)
    scale = p - scale if scale & 1 else scale
    return scale * s * pow(t, -1, p) % p, (s - 1) * pow(s + 1, -1, p) % p


def hash_to_group(message, domain):
    wide = expand(message, domain, 96)
    u0, u1 = (int.from_bytes(part, "big") % p for part in (wide[:48], wide[48:]))
    return power(add(elligator(u0), elligator(u1)), 8)


# RFC 9380, J.5.1, the first message.
assert hash_to_group(b"", b"QUUX-V01-CS02-with-edwards25519_XMD:SHA-512_ELL2_RO_") == (
    0x3C3DA6925A3C3C268448DCABB47CCDE5439559D9599646A8260E47B1E4822FC6,
    0x09A6C8561A0B22BEF63124C588CE4C62EA83A3C899763AF26D795302E115DC21,
)

G = read(f"{4 * pow(5, -1, p) % p:064x}")
assert power(G, q) == (0, 1)


def number(name):
    return int(hashlib.sha512(name.encode()).hexdigest(), 16) % q


keys = [number(f"trustee {place}") for place in (1, 2, 3)]
y = power(G, sum(keys) % q)
contests = [
    {"kind": "people", "id": "board", "candidates": ["c-1", "c-2", "c-3", "c-4", "c-5", "c-6"]},
    {"kind": "motion", "id": "bylaw"},
    {"kind": "people", "id": "audit", "candidates": ["c-3", "c-7", "Ñandú|東京"]},
]
question = lambda answers: {"answers": answers, "min": 0, "max": 1, "question": "Who?"}
election = {
    "version": 1,
    "description": "",
    "name": "A known lot",
    "group": "Ed25519",
    "public_key": spelt(y),
    "questions": [question([f"Candidate {place}" for place in range(1, 7)]), question(["For", "Against"]), question(["A", "B", "C"])],
    "uuid": "KnownLotKnownLot",
    "rules": {"version": 3, "contests": contests, "ties": "lot"},
}
compact = lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False)
election_text = compact(election)
element = lambda name: spelt(power(G, number(name)))
tally_text = compact(
    [
        [{"alpha": element(f"alpha {place} {i}"), "beta": element(f"beta {place} {i}")} for i in range(len(asked["answers"]))]
        for place, asked in enumerate(election["questions"])
    ]
)

fingerprint = base64.b64encode(hashlib.sha256(election_text.encode()).digest()).decode().rstrip("=")
alpha = hash_to_group(f"quorate lot|{fingerprint}".encode(), DOMAIN)
factors = [power(alpha, x) for x in keys]


def prove(x, factor, w):
    """That log_g(g^x) = log_alpha(factor): the challenge hashes all that is claimed."""
    X, A, B = (spelt(P) for P in (power(G, x), power(G, w), power(alpha, w)))
    text = f"quorate lot decryption|{fingerprint}|{X}|{spelt(alpha)},{spelt(factor)}|{A},{B}"
    challenge = int(sha256(text), 16) % q
    return {"challenge": str(challenge), "response": str((w - x * challenge) % q)}


proofs = [prove(x, factor, number(f"w {place}")) for place, (x, factor) in enumerate(zip(keys, factors))]
F = power(alpha, sum(keys) % q)
assert F == add(add(*factors[:2]), factors[2])
seed = sha256(f"quorate lot seed|{spelt(F)}|{sha256(tally_text)}")


def ticket(contest, candidate):
    return sha256(f"quorate lot ticket|{seed}|{contest}|{candidate}")


vector = {
    "election": election_text,
    "encryptedTally": tally_text,
    "privateKeys": [str(x) for x in keys],
    "alpha": spelt(alpha),
    "lots": [{"factor": spelt(factor), "proof": proof} for factor, proof in zip(factors, proofs)],
    "seed": seed,
    "tickets": [
        {"contest": contest["id"], "candidate": candidate, "ticket": ticket(contest["id"], candidate)}
        for contest in contests
        for candidate in contest.get("candidates", [])
    ],
    "orders": [
        sorted(contest["candidates"], key=lambda candidate: ticket(contest["id"], candidate)) if "candidates" in contest else None
        for contest in contests
    ],
}
place = pathlib.Path(__file__).with_name("lot.json")
place.write_text(json.dumps(vector, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
