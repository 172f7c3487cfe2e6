#include "values.h"

static int nibble(char ch)
{
  if (ch >= '0' && ch <= '9') return ch - '0';
  ch |= 32;
  return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

static bool is_dash(size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

void id_format(struct id id, char text[static ID_TEXT])
{
  size_t n = 0;
  for (size_t i = 0; i < ID_TEXT - 1; i++) {
    if (is_dash(i)) { text[i] = '-'; continue; }
    text[i] = "0123456789abcdef"[n & 1 ? id.b[n / 2] & 15 : id.b[n / 2] >> 4];
    n++;
  }
  text[ID_TEXT - 1] = 0;
}

bool id_parse(const char *text, struct id *out)
{
  struct id id = ID_NONE;
  size_t n = 0;
  if (strnlen(text, ID_TEXT) != ID_TEXT - 1) return false;
  for (size_t i = 0; i < ID_TEXT - 1; i++) {
    if (is_dash(i)) { if (text[i] != '-') return false; continue; }
    const int v = nibble(text[i]);
    if (v < 0) return false;
    id.b[n / 2] = (uint8_t)(id.b[n / 2] << 4 | v);
    n++;
  }
  *out = id;
  return true;
}
