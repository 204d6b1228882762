/*
 * Signs a user in with libpurple and the unmodified SIPE plugin, as an independent judge of the laboratory.
 *
 *   sipe-sign-in DNS-PORT ROOT-CERTIFICATE-FOLDER USER-FOLDER SIP-ADDRESS LOGIN < password
 *
 * Names are looked up by the C library's resolver at 127.0.0.1:DNS-PORT, certificates are verified by NSS against the roots in
 * the folder (and the system's). Nothing outside the folders is read or written, and no privilege is needed.
 *
 * Standard input: the password in the first line. When standard input ends, the user signs off.
 * Standard output: SRV host port | ADDRESS host | SIGNED-ON | QUESTION text (it is always answered no) | NOTICE text |
 * DISCONNECTED text, one per line as they happen.
 * Exit code: 0 signed on and off, 1 disconnected or never signed on, 2 bad arguments, 3 no SIPE plugin.
 */
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netinet/in.h>
#include <resolv.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>
#include <purple.h>

static GMainLoop *main_loop;
static PurpleAccount *account;
static struct __res_state resolver;
static int exit_code = 1;

/* ---- Event loop: libpurple wants the program's; GLib's is at hand. ---- */

typedef struct {
    PurpleInputFunction function;
    gpointer data;
} Input;

static gboolean on_input(GIOChannel *channel, GIOCondition condition, gpointer data)
{
    Input *input = data;
    int what = 0;
    if (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR))
        what |= PURPLE_INPUT_READ;
    if (condition & (G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL))
        what |= PURPLE_INPUT_WRITE;
    input->function(input->data, g_io_channel_unix_get_fd(channel), what);
    return TRUE;
}

static guint add_input(int fd, PurpleInputCondition wanted, PurpleInputFunction function, gpointer data)
{
    Input *input = g_new(Input, 1);
    input->function = function;
    input->data = data;
    GIOCondition condition = G_IO_HUP | G_IO_ERR | G_IO_NVAL;
    if (wanted & PURPLE_INPUT_READ)
        condition |= G_IO_IN;
    if (wanted & PURPLE_INPUT_WRITE)
        condition |= G_IO_OUT;
    GIOChannel *channel = g_io_channel_unix_new(fd);
    guint id = g_io_add_watch_full(channel, G_PRIORITY_DEFAULT, condition, on_input, input, g_free);
    g_io_channel_unref(channel);
    return id;
}

static PurpleEventLoopUiOps event_loop = {
    .timeout_add = g_timeout_add,
    .timeout_remove = g_source_remove,
    .timeout_add_seconds = g_timeout_add_seconds,
    .input_add = add_input,
    .input_remove = g_source_remove,
};

/* ---- Names: asked for at the laboratory's DNS server only. ---- */

/* Calls back for every record of the type in the answer section. */
static void look_up(const char *name, ns_type type, void (*take)(ns_msg *, ns_rr *, void *), void *target)
{
    unsigned char answer[NS_MAXMSG];
    int length = res_nquery(&resolver, name, ns_c_in, type, answer, sizeof answer);
    ns_msg message;
    if (length < 0 || ns_initparse(answer, length, &message) < 0)
        return;
    for (int i = 0; i < ns_msg_count(message, ns_s_an); i++) {
        ns_rr record;
        if (ns_parserr(&message, ns_s_an, i, &record) == 0 && ns_rr_type(record) == type)
            take(&message, &record, target);
    }
}

static void take_srv(ns_msg *message, ns_rr *record, void *target)
{
    const unsigned char *data = ns_rr_rdata(*record);
    PurpleSrvResponse *response = g_new0(PurpleSrvResponse, 1);
    response->pref = ns_get16(data);
    response->weight = ns_get16(data + 2);
    response->port = ns_get16(data + 4);
    dn_expand(ns_msg_base(*message), ns_msg_end(*message), data + 6, response->hostname, sizeof response->hostname);
    printf("SRV %s %d\n", response->hostname, response->port);
    GList **list = target;
    *list = g_list_append(*list, response);
}

static void take_address(ns_msg *message, ns_rr *record, void *target)
{
    (void)message;
    memcpy(target, ns_rr_rdata(*record), sizeof(struct in_addr));
}

static PurpleSrvTxtQueryResolvedCallback srv_resolved;

static gboolean answer_srv(gpointer query)
{
    GList *found = NULL;
    look_up(purple_srv_txt_query_get_query(query), ns_t_srv, take_srv, &found);
    srv_resolved(query, found);
    return FALSE;
}

/* The answer must not come before the question has returned. */
static gboolean resolve_srv(PurpleSrvTxtQueryData *query, PurpleSrvTxtQueryResolvedCallback resolved, PurpleSrvTxtQueryFailedCallback failed)
{
    (void)failed;
    srv_resolved = resolved;
    g_idle_add(answer_srv, query);
    return TRUE;
}

static void forget_srv(PurpleSrvTxtQueryData *query)
{
    g_idle_remove_by_data(query);
}

static gboolean resolve_address(PurpleDnsQueryData *query, PurpleDnsQueryResolvedCallback resolved, PurpleDnsQueryFailedCallback failed)
{
    const char *host = purple_dnsquery_get_host(query);
    struct sockaddr_in *address = g_new0(struct sockaddr_in, 1);
    look_up(host, ns_t_a, take_address, &address->sin_addr);
    if (address->sin_addr.s_addr == 0) {
        g_free(address);
        failed(query, "The name has no address.");
        return TRUE;
    }

    printf("ADDRESS %s\n", host);
    address->sin_family = AF_INET;
    address->sin_port = htons(purple_dnsquery_get_port(query));
    GSList *pair = g_slist_append(NULL, GSIZE_TO_POINTER(sizeof *address));
    resolved(query, g_slist_append(pair, address));
    return TRUE;
}

static void forget_address(PurpleDnsQueryData *query)
{
    (void)query;
}

static PurpleSrvTxtQueryUiOps srv_look_ups = { .resolve = resolve_srv, .destroy = forget_srv };
static PurpleDnsQueryUiOps address_look_ups = { .resolve_host = resolve_address, .destroy = forget_address };

/* ---- What the program says. ---- */

static void say(const char *what, const char *primary, const char *secondary)
{
    char *line = g_strdup_printf("%s %s %s", what, primary ? primary : "", secondary ? secondary : "");
    puts(g_strdelimit(line, "\r\n", ' '));
    g_free(line);
}

static void finish(int code)
{
    exit_code = code;
    g_main_loop_quit(main_loop);
}

/* A certificate that doesn't verify makes libpurple ask; nobody here says yes. */
static void *on_question(const char *title, const char *primary, const char *secondary, int standard, PurpleAccount *of, const char *who,
    PurpleConversation *conversation, void *data, size_t count, va_list actions)
{
    (void)title, (void)standard, (void)of, (void)who, (void)conversation, (void)data, (void)count, (void)actions;
    say("QUESTION", primary, secondary);
    finish(1);
    return NULL;
}

static void *on_notice(PurpleNotifyMsgType type, const char *title, const char *primary, const char *secondary)
{
    (void)type, (void)title;
    say("NOTICE", primary, secondary);
    return NULL;
}

static void on_disconnected(PurpleConnection *connection, PurpleConnectionError reason, const char *text)
{
    (void)connection, (void)reason;
    say("DISCONNECTED", text, NULL);
    finish(1);
}

static void on_signed_on(PurpleConnection *connection)
{
    (void)connection;
    puts("SIGNED-ON");
}

static PurpleRequestUiOps questions = { .request_action = on_question };
static PurpleNotifyUiOps notices = { .notify_message = on_notice };
static PurpleConnectionUiOps connections = { .report_disconnect_reason = on_disconnected };

static gboolean on_command(GIOChannel *channel, GIOCondition condition, gpointer data)
{
    (void)channel, (void)condition, (void)data;
    char rest[64];
    if (read(STDIN_FILENO, rest, sizeof rest) > 0)
        return TRUE;

    int code = purple_account_is_connected(account) ? 0 : 1;
    purple_account_disconnect(account);
    finish(code);
    return FALSE;
}

static void reap_children(int signal_number)
{
    (void)signal_number;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        continue;
}

/* Not with stdio, which would read ahead of the event loop. */
static gboolean read_password(char *password, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (read(STDIN_FILENO, password + i, 1) != 1)
            return FALSE;
        if (password[i] == '\n') {
            password[i] = '\0';
            return TRUE;
        }
    }
    return FALSE;
}

int main(int count, char **arguments)
{
    char password[128];
    if (count != 6 || !read_password(password, sizeof password)) {
        fprintf(stderr, "usage: %s DNS-PORT ROOT-CERTIFICATE-FOLDER USER-FOLDER SIP-ADDRESS LOGIN < password\n", arguments[0]);
        return 2;
    }

    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGCHLD, reap_children);
    signal(SIGPIPE, SIG_IGN);

    res_ninit(&resolver);
    resolver.nscount = 1;
    resolver.nsaddr_list[0].sin_family = AF_INET;
    resolver.nsaddr_list[0].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    resolver.nsaddr_list[0].sin_port = htons((in_port_t)atoi(arguments[1]));

    main_loop = g_main_loop_new(NULL, FALSE);
    purple_util_set_user_dir(arguments[3]);
    purple_debug_set_enabled(g_getenv("SIPE_SIGN_IN_DEBUG") != NULL);
    purple_eventloop_set_ui_ops(&event_loop);
    purple_srv_txt_query_set_ui_ops(&srv_look_ups);
    purple_dnsquery_set_ui_ops(&address_look_ups);
    purple_request_set_ui_ops(&questions);
    purple_notify_set_ui_ops(&notices);
    purple_connections_set_ui_ops(&connections);
    purple_plugins_add_search_path("/usr/lib/purple-2");
    purple_certificate_add_ca_search_path(arguments[2]);
    if (!purple_core_init("sipe-sign-in") || purple_find_prpl("prpl-sipe") == NULL) {
        puts("NO-PLUGIN");
        return 3;
    }

    purple_set_blist(purple_blist_new());
    char *user = g_strdup_printf("%s,%s", arguments[4], arguments[5]);
    account = purple_account_new(user, "prpl-sipe");
    g_free(user);
    purple_account_set_password(account, password);
    purple_account_set_string(account, "authentication", "ntlm");
    purple_account_set_string(account, "transport", "auto");

    static int handle;
    purple_signal_connect(purple_connections_get_handle(), "signed-on", &handle, PURPLE_CALLBACK(on_signed_on), NULL);
    GIOChannel *commands = g_io_channel_unix_new(STDIN_FILENO);
    g_io_add_watch(commands, G_IO_IN | G_IO_HUP | G_IO_ERR, on_command, NULL);
    purple_accounts_add(account);
    purple_account_set_enabled(account, "sipe-sign-in", TRUE);
    purple_savedstatus_activate(purple_savedstatus_new(NULL, PURPLE_STATUS_AVAILABLE));
    g_main_loop_run(main_loop);
    fflush(stdout);
    _exit(exit_code); /* The plugin's own unloading isn't what is judged. */
}
