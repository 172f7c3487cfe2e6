/* A manager of services in small, as systemd is one: holds a listening socket, starts the program with it, and listens to what
 * it tells. On standard input "restart" stops it and starts it again, "kill" does so with SIGKILL, "end" stops it for good.
 * On standard output: "port N", then every state that the program told, and "exit N" when it ended: manager PROGRAM ARGUMENT … */
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SOCKET = 3, NOTES = 4 };

static void hold(void)
{
  struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
  struct sockaddr_un notes = { .sun_family = AF_UNIX };
  socklen_t size = sizeof a;
  const int fd = socket(AF_INET, SOCK_STREAM, 0), to = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  snprintf(notes.sun_path + 1, sizeof notes.sun_path - 1, "kentering-manager-%d", (int)getpid());
  if (bind(fd, (struct sockaddr *)&a, sizeof a) != 0 || listen(fd, 4096) != 0 || getsockname(fd, (struct sockaddr *)&a, &size) != 0) exit(2);
  if (bind(to, (struct sockaddr *)&notes, (socklen_t)(sizeof notes.sun_family + 1 + strlen(notes.sun_path + 1))) != 0) exit(2);
  dup3(to, 10, O_CLOEXEC);                                     /* out of the way of the numbers that follow */
  dup2(fd, 11);
  dup2(11, SOCKET);
  dup3(10, NOTES, O_CLOEXEC);
  close(11);
  close(10);
  printf("port %d\n", ntohs(a.sin_port));
}

static pid_t start(char **line)
{
  char text[64];
  fflush(stdout);
  const pid_t manager = getpid(), pid = fork();
  if (pid != 0) return pid;
  snprintf(text, sizeof text, "%d", (int)getpid());
  setenv("LISTEN_PID", text, 1);
  setenv("LISTEN_FDS", "1", 1);
  setenv("WATCHDOG_USEC", "2000000", 1);
  snprintf(text, sizeof text, "@kentering-manager-%d", (int)manager);
  setenv("NOTIFY_SOCKET", text, 1);
  execv(line[0], line);
  _exit(127);
}

/* What it told meanwhile, a line each. */
static void tell(void)
{
  char note[512];
  for (ssize_t n; (n = recv(NOTES, note, sizeof note - 1, MSG_DONTWAIT)) > 0; ) {
    note[n] = '\0';
    puts(note);
  }
  fflush(stdout);
}

static void end(pid_t pid, int with)
{
  int status = 0;
  kill(pid, with);
  waitpid(pid, &status, 0);
  tell();
  printf("exit %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  fflush(stdout);
}

int main(int argc, char **argv)
{
  char word[64];
  if (argc < 2) return 2;
  hold();
  for (pid_t pid = start(argv + 1); ; ) {
    struct pollfd from[] = { { .fd = STDIN_FILENO, .events = POLLIN }, { .fd = NOTES, .events = POLLIN } };
    poll(from, 2, -1);
    tell();
    if (!from[0].revents) continue;
    const bool more = fgets(word, sizeof word, stdin);         /* one word at a time: whoever tells waits for what comes of it */
    end(pid, more && strncmp(word, "kill", 4) == 0 ? SIGKILL : SIGTERM);
    if (!more || strncmp(word, "end", 3) == 0) return 0;
    pid = start(argv + 1);
  }
}
