/* Runs a fuzz target without a fuzzer's help: TARGET SECONDS SEED_FILE…. Each round takes a seed, changes a few bytes or
 * joins it with another, and hands it over. What finds more is clang's own (-fsanitize=fuzzer), which ./test --long uses;
 * this one needs nothing but the sanitizers. TAP: one line, with how many inputs were tried. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SEEDS_MOST = 64, INPUT_MOST = 1 << 16 };
struct seed { uint8_t *bytes; size_t size; };

static uint64_t next(uint64_t *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static struct seed read_seed(const char *path)
{
  struct seed s = { malloc(INPUT_MOST), 0 };
  FILE *in = fopen(path, "rb");
  if (!s.bytes || !in) { fprintf(stderr, "%s: cannot be read\n", path); exit(2); }
  s.size = fread(s.bytes, 1, INPUT_MOST, in);
  fclose(in);
  return s;
}

/* Bytes that mean something to the parsers under test. */
static uint8_t telling(uint64_t r)
{
  static const char bytes[] = "\0\n\r\t \"'&;=%+<>{}|,\\/?#:-_09azAZ\x7f\x80\xc3\xe2\xf0\xff";
  return (uint8_t)bytes[r % (sizeof bytes - 1)];
}

static size_t mutate(uint8_t *out, const struct seed *seeds, size_t count, uint64_t *state)
{
  const struct seed *a = &seeds[next(state) % count], *b = &seeds[next(state) % count];
  const size_t cut = a->size ? next(state) % (a->size + 1) : 0, from = b->size ? next(state) % (b->size + 1) : 0;
  size_t n = next(state) % 4 ? a->size : cut;
  memcpy(out, a->bytes, n);
  if (n < a->size || next(state) % 8 == 0) {
    const size_t more = b->size - from < INPUT_MOST - n ? b->size - from : INPUT_MOST - n;
    memcpy(out + n, b->bytes + from, more);
    n += more;
  }
  for (uint64_t i = next(state) % 8; n && i; i--) out[next(state) % n] = next(state) % 3 ? telling(next(state)) : (uint8_t)next(state);
  return n;
}

int main(int argc, char **argv)
{
  struct seed seeds[SEEDS_MOST] = { { (uint8_t *)"", 0 } };
  uint8_t *input = malloc(INPUT_MOST);
  uint64_t state = 88172645463325252u, rounds = 0;
  size_t count = 0;
  if (argc < 3 || !input) return 2;
  for (int i = 2; i < argc && count < SEEDS_MOST; i++) seeds[count++] = read_seed(argv[i]);
  const time_t end = time(NULL) + strtol(argv[1], NULL, 10);
  do {
    for (int i = 0; i < 64; i++, rounds++) {
      const size_t n = mutate(input, seeds, count, &state);
      uint8_t *exact = malloc(n ? n : 1);                 /* of just that size, so that reading past it is seen */
      if (!exact) return 2;
      memcpy(exact, input, n);
      LLVMFuzzerTestOneInput(exact, n);
      free(exact);
    }
  } while (time(NULL) < end);
  printf("ok 1 - no input brings it down\n1..1\n# %llu inputs\n", (unsigned long long)rounds);
  for (size_t i = 0; i < count; i++) free(seeds[i].bytes);
  free(input);
  return 0;
}
