"""The settings of the mail servers that `mailserver.py` runs. Standard library only."""

import shutil

# Postfix's services that other programs of it may speak to; the others are its own.
PUBLIC = ("cleanup", "flush", "showq")


def configure_dovecot(server):
    """Writes Dovecot's settings and users: IMAP on two ports, delivery and authentication for Postfix on sockets."""
    folder = server.folder
    mail = folder / "mail"
    mail.mkdir(exist_ok=True)
    shutil.chown(mail, "nobody", "nogroup")
    (folder / "users").write_text("".join(
        f"{user}:{{PLAIN}}{password}:65534:65534::{mail}/{user}::\n" for user, password in server.users.items()))
    (folder / "dovecot-run").mkdir(exist_ok=True)
    oauth = ""
    if server.introspection_url:
        (folder / "oauth2.conf").write_text(
            f"introspection_mode = post\nintrospection_url = {server.introspection_url}\n"
            "username_attribute = username\nactive_attribute = active\nactive_value = true\n")
        oauth = f"passdb {{\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = {folder}/oauth2.conf\n}}\n"
    (folder / "dovecot.conf").write_text(f"""
base_dir = {folder}/dovecot-run
state_dir = {folder}/dovecot-run
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
disable_plaintext_auth = yes
auth_mechanisms = plain login{" xoauth2 oauthbearer" if server.introspection_url else ""}
auth_failure_delay = 0
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
first_valid_uid = 1
first_valid_gid = 1
default_vsz_limit = 1024M
mail_location = maildir:~/Maildir
namespace inbox {{
  inbox = yes
  separator = /
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
{oauth}userdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
service imap-login {{
  inet_listener imap {{
    port = {server.imap_port}
  }}
  inet_listener imaps {{
    port = {server.imaps_port}
    ssl = yes
  }}
}}
service auth {{
  unix_listener smtp-auth {{
    mode = 0666
  }}
}}
service lmtp {{
  unix_listener delivery {{
    mode = 0666
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@customer.test
}}
""")


def configure_postfix(server):
    """Writes Postfix's settings: three ports to take mail, mailboxes at Dovecot, the gateway by LMTP."""
    folder, config = server.folder, server.folder / "postfix"
    config.mkdir(exist_ok=True)
    for name, owner in (("queue", "root"), ("postfix-data", "postfix")):
        (folder / name).mkdir(exist_ok=True)
        shutil.chown(folder / name, owner)
    local = sorted({user.split("@")[1] for user in server.users} | {server.gateway_domain})
    delivery = f"lmtp:unix:{folder}/dovecot-run/delivery"
    # The gateway itself knows which of its addresses exist and says so for each recipient.
    gateway_relay = [server.gateway_domain] if server.gateway_lmtp else []
    mailbox_domains = [domain for domain in local if domain not in gateway_relay]
    (config / "mailboxes").write_text("".join(f"{user} ok\n" for user in server.users))
    (config / "aliases").write_text("".join(f"{alias} {target}\n" for alias, target in server.aliases.items()))
    (config / "transport").write_text("".join(f"{domain} lmtp:{server.gateway_lmtp}\n" for domain in gateway_relay))
    own = (server.own_authserv_id or "").replace(".", "\\.")
    (config / "header_checks").write_text(
        f"/^Authentication-Results:[[:space:]]*{own}[[:space:]]*;/ IGNORE\n" if own else "")
    (config / "main.cf").write_text(f"""
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/postfix-data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.{server.gateway_domain}
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = {" ".join(mailbox_domains)}
virtual_mailbox_maps = texthash:{config}/mailboxes
virtual_alias_maps = texthash:{config}/aliases
virtual_transport = {delivery}
relay_domains = {" ".join(gateway_relay)}
relay_recipient_maps =
transport_maps = texthash:{config}/transport
default_transport = error:5.1.2 no mail leaves this machine
relay_transport = error:5.1.2 no mail leaves this machine
smtpd_tls_cert_file = {folder}/server.pem
smtpd_tls_key_file = {folder}/server.key
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = {folder}/dovecot-run/smtp-auth
smtpd_sasl_security_options = noanonymous
smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:{server.policy.port},
  permit_sasl_authenticated, permit_mynetworks, reject
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_client_connection_rate_limit = 0
smtpd_error_sleep_time = 0
smtputf8_enable = yes
header_checks = regexp:{config}/header_checks
message_size_limit = {server.message_bytes_max}
virtual_mailbox_limit = 0
mailbox_size_limit = 0
minimal_backoff_time = 2s
maximal_backoff_time = 10s
queue_run_delay = 2s
transport_retry_time = 2s
bounce_queue_lifetime = 1h
smtp_host_lookup = native
""")
    submission = "  -o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject"
    services = "\n".join(
        f"{name} unix {'n' if name in PUBLIC else '-'} - n {wakeup} {limit} {command}"
        for name, wakeup, limit, command in (
            ("cleanup", "-", "0", "cleanup"), ("rewrite", "-", "-", "trivial-rewrite"),
            ("bounce", "-", "0", "bounce"), ("defer", "-", "0", "bounce"), ("trace", "-", "0", "bounce"),
            ("verify", "-", "1", "verify"), ("flush", "1000?", "0", "flush"), ("proxymap", "-", "-", "proxymap"),
            ("smtp", "-", "-", "smtp"), ("relay", "-", "-", "smtp"), ("showq", "-", "-", "showq"),
            ("error", "-", "-", "error"), ("retry", "-", "-", "error"), ("discard", "-", "-", "discard"),
            ("virtual", "-", "-", "virtual"), ("lmtp", "-", "-", "lmtp"), ("anvil", "-", "1", "anvil"),
            ("scache", "-", "1", "scache"), ("tlsmgr", "1000?", "1", "tlsmgr")))
    (config / "master.cf").write_text(f"""
127.0.0.1:{server.smtp_port} inet n - n - - smtpd
127.0.0.1:{server.submission_port} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
{submission}
127.0.0.1:{server.submissions_port} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
{submission}
pickup unix n - n 60 1 pickup
qmgr unix n - n 300 1 qmgr
postlog unix-dgram n - n - 1 postlogd
{services}
""")
