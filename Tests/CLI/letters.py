"""An e-mail channel on the command line: a listener's port in use, and files that are no mail."""

import re
import shutil
import socket


def with_mail(test, port):
    """A copy of the demo with an e-mail channel; its configuration and the channel's place in it."""
    folder = test.folder / "letters"
    shutil.copytree(test.config.parent, folder)
    config = folder / "switchboard.yaml"
    text = config.read_text()
    line = text.index("\n", text.index("\nchannels:") + 1)
    channel = ("\n  - { use: email, name: support, settings: { address: a@b.example, smtp: { host: 127.0.0.1, port: 25, "
               f'security: none }}, lmtp: {{ listen: "127.0.0.1:{port}" }} }} }}')
    config.write_text(text[:line] + channel + text[line:])
    return config


def letters(test):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        config = with_mail(test, port)
        done = test.run("serve", "--port", "0", config=config, data=test.folder / "letters-data")
        test.expect("a port for mail that is in use ends the start, with its key", done, 1,
                    err=rf"^channels\[0\]\.settings\.lmtp\.listen: 127\.0\.0\.1:{port} cannot be listened on")
        test.say("and the gateway was never ready", re.search("^ready", done.stdout, re.MULTILINE) is None, done.stdout)
    junk = test.folder / "junk.txt"
    junk.write_text("not a mail at all\n")
    data = test.folder / "letters-import"
    done = test.run("import", "mail", str(junk), str(test.folder / "none"), config=config, data=data)
    test.expect("a path that is missing stops an import before it begins", done, 1, err="no file or folder .*none")
    test.say("nothing was taken by then", done.stdout == "", done.stdout)
    done = test.run("import", "mail", str(junk), config=config, data=data)
    test.expect("what is no mail is refused", done, 1, out="^refused .*junk.txt  no mail")
